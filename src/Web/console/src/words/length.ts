import type { SentenceView } from "../api/contract";
import { texts } from "../texts";

/** As the server reckons it (CallerSpeech.cs). */
const wordsPerSecond = 2.5;

/** Somebody who is frightened does not listen for longer. */
const longest = 15;
const longestGreeting = 20;

/** A round of waiting has 29 seconds, 4 of them for a key (WaitDocuments.cs). */
export const longestRound = 25;

/** The one sentence that is written and not spoken. */
export function isWritten(key: string): boolean {
  return key === "text.first";
}

/** A greeting may be the address of a recorded file. */
export function isRecording(text: string): boolean {
  return /^https:\/\/\S+$/i.test(text.trim());
}

export function secondsOf(text: string): number {
  return isRecording(text) ? 0 : Math.ceil(text.split(/\s+/).filter(Boolean).length / wordsPerSecond);
}

export function textsOf(text: string): number {
  return text.length <= 160 ? 1 : Math.ceil(text.length / 153);
}

/** What is said in the longest round of waiting, in about so many seconds. */
export function roundSeconds(sentences: readonly SentenceView[], hasTexts: boolean, changed?: { key: string; text: string }): number {
  const words = (key: string) => (changed?.key === key ? changed.text : (sentences.find(s => s.key === key)?.text ?? ""));
  const longer = [words("wait.range"), words("wait.up-to")].sort((a, b) => secondsOf(b) - secondsOf(a))[0] ?? "";
  return secondsOf([words("wait.place"), longer, words("choice.message"), words("choice.call-back"), hasTexts ? words("choice.text") : "", words("danger")].join(" "));
}

const inRound: readonly string[] = ["wait.place", "wait.range", "wait.up-to", "choice.message", "choice.call-back", "choice.text", "danger"];

export function isInRound(key: string): boolean {
  return inRound.includes(key);
}

/** What somebody should know before they save it; none of it forbids. */
export function advice(key: string, text: string): string[] {
  const t = texts.words;
  if (isRecording(text)) return [];
  if (isWritten(key)) return textsOf(text) > 1 ? [t.textTooLong(textsOf(text))] : [];
  const seconds = secondsOf(text);
  const number = /(?<![\d{])\d{3,}(?![\d}])/.exec(text)?.[0];
  return [
    ...(seconds > (key === "greeting" ? longestGreeting : longest) ? [t.tooLong(seconds)] : []),
    ...(number ? [t.digits(number)] : []),
    ...(key === "danger" && !/9\s*9\s*9/.test(text) ? [t.no999] : []),
  ];
}
