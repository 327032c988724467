import type { ContactFacts } from "../api/contract";
import { texts } from "../texts";
import { needsOf } from "./needs";

interface Candidate {
  readonly level?: number;
}

/** The decision as Routing tells it with the offer; colleagues in it have no names. */
interface Reasons {
  readonly policy?: string;
  readonly story?: boolean;
  readonly reserved?: boolean;
  readonly candidates?: readonly Candidate[];
}

/** Why this offer came to this agent, in one line: only what the decision itself says. */
export function whyMe(detail: string | undefined, contact: Pick<ContactFacts, "demand" | "knownTo"> | undefined, me: string): string {
  const t = texts.offer;
  const reasons = read(detail);
  if (reasons?.story || (reasons?.reserved && contact?.knownTo === me)) return t.whyStory;
  if (reasons?.reserved) return t.whyHanded;
  return t.why(standing(reasons), contact ? needsOf(contact.demand) : []);
}

function standing(reasons: Reasons | null): string {
  const t = texts.offer;
  if (!Array.isArray(reasons?.candidates)) return t.whyFree;
  const [first, second] = reasons.candidates as readonly Candidate[];
  if (!second) return t.whyOnly;
  const differ = first?.level !== undefined && second.level !== undefined && first.level !== second.level;
  if (differ && reasons.policy === "best-skill") return t.whySkill;
  if (differ && reasons.policy === "spare-skill") return t.whySpare;
  return t.whyLongest;
}

function read(detail: string | undefined): Reasons | null {
  try {
    return JSON.parse(detail ?? "null") as Reasons | null;
  } catch {
    return null;
  }
}
