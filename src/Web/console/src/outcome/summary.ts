import type { OutcomeForm } from "../api/contract";
import { texts, word } from "../texts";

/** The one sentence this contact will leave behind, as far as the form is filled in. */
export function summarise(form: OutcomeForm): string {
  const { outcome: t } = texts;
  const head = form.outcome ? word(t.outcomeSentences, form.outcome) : "";
  const who = form.contactType ? lower(word(t.contactTypeSentences, form.contactType)) : "";
  const about = [...form.strands.map(s => lower(word(t.strandWords, s))), ...form.incidentTypes.map(i => lower(word(t.incidentWords, i)))];
  const shared = Object.entries(form.sharing).filter(([, level]) => level !== "none");
  const risk = form.risk && form.risk !== "none_known" ? word(t.riskSentences, form.risk) : "";
  const first = [head, [who, ...about].filter(Boolean).join(", ")].filter(Boolean).join(": ");
  const sharing = shared.map(([recipient, level]) => t.shareSentence(word(t.recipients, recipient), level)).join("; ");
  return [first, sharing, risk].filter(Boolean).map(sentence).join(" ");
}

/** Lower case unless it is an abbreviation or a name the words table already writes as it should be. */
function lower(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
