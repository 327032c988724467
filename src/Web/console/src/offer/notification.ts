/** Says on the desktop that somebody waits; never who. Clicking brings the console to the front. */
export function showNotification(title: string, body: string, tag: string): () => void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted" || document.visibilityState === "visible") return () => undefined;
  try {
    const notification = new Notification(title, { body, tag, requireInteraction: true });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  } catch {
    return () => undefined;
  }
}
