import type { LineWordsView, SentenceView } from "../src/api/contract";
import { ago, id } from "./fixtures";

/** A line that says two sentences in its own words. */
export function lineWords(change: Partial<LineWordsView> = {}): LineWordsView {
  const sentence = (key: string, when: string, text: string, what: Partial<SentenceView> = {}): SentenceView => ({ key, when, text, default: text, placeholders: [], needed: true, version: 0, editedBy: null, editedAt: null, ...what });
  return {
    line: "northants",
    language: "en",
    hasPhone: true,
    hasTexts: true,
    sentences: [
      sentence("greeting", "The first thing a caller hears. Empty: the line's own greeting. An https address plays a recorded file instead.", "You are through to the hate crime helpline for Northamptonshire.", { needed: false }),
      sentence("danger", "After the place in the queue, and wherever something went wrong.", "If you are in danger now, hang up and dial 9 9 9."),
      sentence("wait.place", "While they wait.", "Number {place}. We are coming.", { default: "You are number {place} in the queue. Someone will answer as soon as they can.", placeholders: ["place"], version: 2, editedBy: id(2), editedAt: ago(86_400) }),
      sentence("wait.range", "While they wait, when an honest range is known. Empty: not said.", "The wait is likely to be between {low} and {high} minutes.", { placeholders: ["low", "high"], needed: false }),
      sentence("choice.message", "A choice while they wait.", "Press 1 to leave a message."),
      sentence("choice.text", "A choice while they wait, for mobile numbers on a line with texts.", "Press 3 to get a text message instead."),
      sentence("message.prompt", "Before the tone.", "Please leave your message after the tone. Tell us whether and when it is safe to call you. Press star when you have finished."),
      sentence("text.first", "That text. Somebody else may read it: nothing in it says who we are.", "Hello, you asked for a text instead of a call. Reply here whenever it suits you."),
      sentence("hold.first", "When they are put on hold.", "You are on hold for a moment. The person helping you is coming back. Please stay on the line."),
      sentence("fallback.held", "While Helpline cannot be reached; played by Twilio itself.", "We have a technical problem. Please stay on the line; your call is taken as soon as it is repaired."),
      sentence("goodbye", "The last thing a caller hears.", "Take care of yourself. Goodbye.", { default: "Thank you for calling. Goodbye.", version: 1, editedBy: id(9), editedAt: ago(900_000) }),
    ],
    ...change,
  };
}
