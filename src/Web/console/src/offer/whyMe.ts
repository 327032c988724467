import type { ContactFacts } from "../api/contract";
import { texts } from "../texts";
import { needsOf } from "./needs";

/** Why this offer came to this agent: what the person needs that they can give. */
export function whyMe(_detail: string | undefined, demand: ContactFacts["demand"] | undefined): string {
  const needs = demand ? needsOf(demand) : [];
  return needs.length > 0 ? texts.offer.why(needs.join(", ")) : texts.offer.whyFree;
}
