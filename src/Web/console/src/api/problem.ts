import { texts } from "../texts";

/** A request that did not do what was asked, in words for people. */
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly detail: string, readonly body: unknown = null) {
    super(detail ? `${title.replace(/[.!?]?$/, ".")} ${detail}` : title);
  }

  /** The request never reached an answer: it may be repeated when it is idempotent. */
  get isUnreachable(): boolean {
    return this.status === 0 || this.status >= 502;
  }
}

export function wordsOf(error: unknown): string {
  return error instanceof Problem ? error.message : texts.errors.unexpected;
}

/** The sentence a hub sends when it could not serve a step; SignalR puts its own words before it, and says only those when the server failed. */
export function hubWordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const sentence = /HubException: (.+)$/s.exec(message)?.[1];
  return sentence ?? (message.startsWith("An unexpected error occurred invoking") ? texts.errors.unexpected : texts.errors.step);
}
