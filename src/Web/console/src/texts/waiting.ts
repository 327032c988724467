import type { CallBackTryState, ContactTask, TaskView } from "../api/contract";
import { timeOfDay } from "../time/words";

// Words about what waiting callers chose instead: messages to listen to, people to ring back.

function length(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes === 0 ? `${rest} s` : rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** What a task is, before anything is known of it. */
const kinds: Record<ContactTask, string> = { callBack: "Call back", message: "Message left" };

const tries: Record<CallBackTryState, string> = {
  wanted: "Ringing them…",
  ringing: "Ringing them…",
  answered: "They answered",
  noAnswer: "Not answered",
  busy: "Engaged or declined",
  refused: "Not rung",
  failed: "Not reached",
  unknown: "Not certain",
};

export const waiting = {
  kinds,
  tries,
  of: (task: TaskView) => (task.task === "message" ? `A message left at ${timeOfDay(task.at)}${task.seconds === null ? "" : ` (${length(task.seconds)})`}` : task.begunBy ? `Call begun at ${timeOfDay(task.at)}` : `Call back: promised at ${timeOfDay(task.at)}`),
  hints: {
    callBack: "Answer it, and when your line is up we ring the person. Their place in the queue was kept.",
    message: "Nobody is on the line: listen to it, write down what matters, then end it and log the outcome.",
  } satisfies Record<ContactTask, string>,
  message: "Message",
  player: "Listen to the message",
  fetching: "The sound is being fetched from the telephone network. It appears here by itself.",
  transcript: "What was said",
  transcriptHint: "Write down what matters to whoever reads this next. It is kept encrypted.",
  save: "Save",
  saved: "Saved",
  saving: "Saving…",
  unsaved: "Not saved yet",
  end: "Done listening",
  callBack: "Call back",
  ringAgain: "Ring once more",
  ringNow: "Ring them",
  noMore: "They were rung as often as is safe. End the contact and log the outcome; they can ring us at any time.",
  notYet: "We ring the person as soon as your line is up.",
} as const;
