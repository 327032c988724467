import { texts } from "../texts";

/** Why a microphone could not be opened, and what to do; null when that is not what went wrong. */
export function microphoneWords(error: unknown): string | null {
  const t = texts.audio.problems;
  if (!(error instanceof DOMException)) return null;
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return t.denied;
    case "NotFoundError":
    case "OverconstrainedError":
      return t.none;
    case "NotReadableError":
    case "AbortError":
      return t.busy;
    default:
      return null;
  }
}
