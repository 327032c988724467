import type { AgentStatus, Channel, DeclineReason, DeliveryState, Priority } from "../api/contract";
import type { Doing } from "../live/selectors";

// What the words of the server are called for people.

export const channels: Record<Channel, string> = { phone: "Call", sms: "Text", email: "E-mail", bslVideo: "BSL video" };

export const priorities: Record<Priority, string> = {
  normal: "",
  high: "High priority",
  dropped: "Was cut off",
  imminentDanger: "In danger now",
};

export const statuses: Record<AgentStatus, string> = {
  available: "Available",
  break: "Break",
  training: "Training",
  paused: "Paused",
  offline: "Offline",
};

export const doing: Record<Doing, string> = {
  free: "Free",
  ringing: "Being offered a contact",
  busy: "With someone",
  wrappingUp: "Wrapping up",
  away: "Away",
  lost: "Connection lost",
};

export const declineReasons: Record<DeclineReason, string> = {
  notNow: "Not right now",
  someoneElse: "Someone else should take this one",
  technicalProblem: "Something here does not work",
};

export const delivery: Record<DeliveryState, string> = {
  queued: "Going out",
  sending: "Going out",
  unknown: "Not sure it left",
  accepted: "On its way",
  sent: "Sent",
  delivered: "Delivered",
  undelivered: "Not delivered",
  failed: "Not sent",
  read: "Read",
};

export const languages: Record<string, string> = {
  en: "English", cy: "Welsh", pa: "Punjabi", ur: "Urdu", pl: "Polish", ro: "Romanian", bn: "Bengali", gu: "Gujarati", ar: "Arabic", so: "Somali",
};
