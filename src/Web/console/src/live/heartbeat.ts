/** Calls `beat` every 3 s, also while the page is hidden. Returns how to stop. */
export function startHeartbeat(beat: () => void): () => void {
  try {
    const worker = new Worker(new URL("./heartbeat.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = beat;
    return () => worker.terminate();
  } catch {
    const timer = setInterval(beat, 3000);
    return () => clearInterval(timer);
  }
}
