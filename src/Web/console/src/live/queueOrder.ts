import type { ContactFacts, Priority } from "../api/contract";

/** How much earlier a contact counts as having come. Mirrors Boost of the server, which decides; here it only sorts what is shown. */
const boost: Record<Priority, number> = {
  normal: 0,
  high: 10 * 60_000,
  dropped: 2 * 3_600_000,
  imminentDanger: 24 * 3_600_000,
};

export function inQueueOrder(contacts: readonly ContactFacts[]): ContactFacts[] {
  const order = (c: ContactFacts) => Date.parse(c.waitingSince) - boost[c.priority];
  return [...contacts].sort((a, b) => order(a) - order(b) || a.id.localeCompare(b.id));
}
