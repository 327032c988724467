import type { RecordingState } from "../api/contract";

const states: Record<RecordingState, string> = {
  asked: "Beginning to record…",
  recording: "Recording",
  paused: "Recording paused",
  stopped: "Recorded",
  failed: "Not recorded",
};

export const recording = {
  region: "Recording",
  open: "Record this call",
  ask: "Ask first, and record only when they say yes.",
  words: "“May we record our call, from now on? You can say no. And if you change your mind before we have said goodbye, tell me: then we delete it.”",
  agreed: "They agreed: record",
  cancel: "Not now",
  states,
  changing: "Asking the telephone network…",
  pause: "Pause",
  resume: "Record on",
  stop: "Stop",
  pausedHint: "Nothing is recorded now. If somebody else has come in, ask them too.",
  withdraw: "They changed their mind: delete it",
  sure: "What was recorded of this contact is deleted, here and at the telephone network. It cannot be brought back.",
  yes: "Delete it",
  no: "Keep it",
  gone: "Deleted: they changed their mind.",
  at: (time: string, length: string | null) => (length ? `Recorded at ${time}, ${length}` : `Recorded at ${time}`),
  fetching: "It is being fetched and sealed. That takes a moment after the call.",
  listen: "Listen",
  player: "The recording",
  audited: "Every listening is written down with your name.",
};
