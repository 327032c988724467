import type { SentenceView } from "../api/contract";
import { texts } from "../texts";

type Group = keyof typeof texts.words.groups;

const order: readonly Group[] = ["beginning", "wait", "choice", "message", "callBack", "text", "hold", "line", "fallback", "end"];
const starts: Readonly<Record<string, Group>> = { wait: "wait", choice: "choice", message: "message", "call-back": "callBack", text: "text", hold: "hold", line: "line", fallback: "fallback", goodbye: "end" };

/** The sentences by the part of a call they belong to; a part without any is left out. */
export function grouped(sentences: readonly SentenceView[]): [Group, SentenceView[]][] {
  const of = (key: string): Group => starts[key.split(".")[0] ?? ""] ?? "beginning";
  return order.map((group): [Group, SentenceView[]] => [group, sentences.filter(s => of(s.key) === group)]).filter(([, those]) => those.length > 0);
}

/** Twilio holds its own copy of these, for when we cannot be reached. */
export function isInFallback(key: string): boolean {
  return key === "danger" || key.startsWith("fallback.");
}

/** Said only where a text can take the place of a call. */
export function needsTexts(key: string): boolean {
  return key === "choice.text" || key.startsWith("text.");
}
