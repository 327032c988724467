/** The last moment at which the clock showed this time of day; null when it is none. */
export function momentOf(time: string, now: number): string | null {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return null;
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  // A minute is typed as it begins, and clocks differ by a little.
  if (at.getTime() > now + 60_000) at.setDate(at.getDate() - 1);
  return at.toISOString();
}
