import type { ContactFacts } from "../api/contract";
import { texts } from "../texts";
import { needsOf } from "./needs";

/** Why this offer came to this agent: what the person needs that they can give, and how they stood among the others. */
export function whyMe(detail: string | undefined, demand: ContactFacts["demand"] | undefined): string {
  const { offer } = texts;
  const candidates = candidatesOf(detail);
  const standing = candidates === null ? offer.whyFree : candidates > 1 ? offer.whyLongest : offer.whyOnly;
  return offer.why([...(demand ? needsOf(demand) : []), standing]);
}

/** How many could have taken it, as Routing tells it with the offer; null when it does not say. */
function candidatesOf(detail: string | undefined): number | null {
  try {
    const said = JSON.parse(detail ?? "null") as { candidates?: unknown } | null;
    return Array.isArray(said?.candidates) ? said.candidates.length : null;
  } catch {
    return null;
  }
}
