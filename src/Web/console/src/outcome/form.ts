import type { OutcomeForm } from "../api/contract";

export const emptyForm: OutcomeForm = { contactType: null, strands: [], incidentTypes: [], sharing: {}, risk: null, outcome: null, notes: null };

export function sameForm(a: OutcomeForm, b: OutcomeForm): boolean {
  return fields.every(field => same(a[field], b[field]));
}

/**
 * Two windows wrote since `base`: what only one changed is taken from it; what both changed stays as typed here,
 * save the notes, of which both are kept, because words are lost more dearly than doubled.
 */
export function mergeForms(base: OutcomeForm, mine: OutcomeForm, theirs: OutcomeForm): OutcomeForm {
  const pick = <F extends keyof OutcomeForm>(field: F): OutcomeForm[F] => (same(mine[field], base[field]) ? theirs[field] : mine[field]);
  return {
    contactType: pick("contactType"),
    strands: pick("strands"),
    incidentTypes: pick("incidentTypes"),
    sharing: pick("sharing"),
    risk: pick("risk"),
    outcome: pick("outcome"),
    notes: mergeNotes(base.notes, mine.notes, theirs.notes),
  };
}

const fields = ["contactType", "strands", "incidentTypes", "sharing", "risk", "outcome", "notes"] as const;

function mergeNotes(base: string | null, mine: string | null, theirs: string | null): string | null {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(theirs, mine)) return mine;
  const [here, there] = [mine ?? "", theirs ?? ""];
  if (here.includes(there)) return here;
  if (there.includes(here)) return there;
  return `${there}\n\n${here}`;
}

function same(a: unknown, b: unknown): boolean {
  return (a || null) === (b || null) || JSON.stringify(a || null) === JSON.stringify(b || null);
}
