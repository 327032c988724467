import type { DayOfWeek, OutboundKind, SafeContactForm, SafeTime } from "../api/contract";
import { texts } from "../texts";

export const week: readonly DayOfWeek[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const kinds: readonly OutboundKind[] = ["call", "text", "email", "videoLink"];

/** What the form begins with: nothing is safe until they say so, and a number is not shown. */
export const emptyRules: SafeContactForm = {
  never: false, kinds: [], voicemail: false, withholdNumber: true, times: [], until: null, wording: null, note: null, safeWord: null,
};

/** Weekdays in office hours: a time to begin with. */
export const newTime: SafeTime = { days: week.slice(0, 5), from: 540, to: 1020 };

/** Minutes after midnight as a time field shows them; midnight at the end of a day is 00:00. */
export function clockOf(minute: number): string {
  const of = (n: number) => String(n).padStart(2, "0");
  return `${of(Math.floor(minute / 60) % 24)}:${of(minute % 60)}`;
}

/** Minutes after midnight of what was typed; null while it is no time. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** An end at midnight is the end of the day, not its beginning. */
export function endOf(clock: string): number | null {
  const minute = minuteOf(clock);
  return minute === 0 ? 1440 : minute;
}

/** What keeps it from being saved; null when nothing does. The server says the same. */
export function problemOf(rules: SafeContactForm): string | null {
  const bad = rules.times.findIndex(time => time.days.length === 0 || time.from === time.to);
  return bad < 0 ? null : texts.safe.badTime(bad + 1);
}
