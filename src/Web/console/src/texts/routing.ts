import type { Priority, SkipReason } from "../api/contract";

// Words about the queue: why somebody waits, and what a supervisor does about it.

const people = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** What keeps so many agents from a contact. */
const skipped: Record<SkipReason, (n: number) => string> = {
  noSkill: n => people(n, "lacks a skill it asks for, or the channel", "lack a skill it asks for, or the channel"),
  away: n => people(n, "is offline or not connected", "are offline or not connected"),
  notAvailable: n => people(n, "is on a break, in training or paused", "are on a break, in training or paused"),
  ringing: n => people(n, "is being offered somebody else", "are being offered somebody else"),
  busy: n => people(n, "has no room: somebody is with them", "have no room: somebody is with them"),
  keptForCall: n => people(n, "is kept free for a call that has waited longer", "are kept free for a call that has waited longer"),
  declined: n => people(n, "was asked, and declined or did not answer", "were asked, and declined or did not answer"),
  reservedForAnother: n => people(n, "could take it, but it is kept for somebody else", "could take it, but it is kept for somebody else"),
};

/** What keeps this one. */
const keeps: Record<SkipReason, string> = {
  noSkill: "lacks a skill it asks for",
  away: "offline or not connected",
  notAvailable: "on a break, in training or paused",
  ringing: "being offered somebody else",
  busy: "has no room",
  keptForCall: "kept free for an older call",
  declined: "declined or missed it",
  reservedForAnother: "it is kept for somebody else",
};

const priorityNames: Record<Priority, string> = { normal: "Normal", high: "High priority", dropped: "Was cut off", imminentDanger: "In danger now" };

const priorityHints: Record<Priority, string> = {
  normal: "In order of arrival",
  high: "As if they had come 10 min earlier",
  dropped: "As if they had come 2 h earlier",
  imminentDanger: "As if they had come 24 h earlier",
};

function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}

export const why = {
  button: "Why?",
  label: (place: number) => `Why number ${place} is waiting`,
  heading: "Why this is waiting",
  asking: "Asking the queue…",
  close: "Close",
  ringing: (name: string) => `It is ringing at ${name} now.`,
  keptForStory: (name: string, until: string) => `It is kept for ${name}, who has spoken with this person before${until}.`,
  kept: (name: string, until: string) => `It is kept for ${name}, whom it was handed to${until}.`,
  until: (time: string, left: string) => `, until ${time} (${left})`,
  nobodyHas: "Nobody in this team has what it asks for.",
  nobodyThere: "Nobody who could take it is there.",
  nobodyFree: (n: number) => (n === 1 ? "The only agent who is there for it is not free." : `None of the ${n} agents who are there for it is free.`),
  first: "It is first in line.",
  position: (n: number) => `It is ${ordinal(n)} in line among all who wait for the same agents.`,
  since: (time: string) => `It has waited since ${time}.`,
  ahead: { high: "It stands as if it had come 10 min earlier: high priority.", dropped: "It stands as if it had come 2 h earlier: the person was cut off.", imminentDanger: "It stands as if it had come 24 h earlier: the person is in danger now." } satisfies Partial<Record<Priority, string>>,
  tasks: {
    callBack: "It is a task of ours: somebody was promised a call back, and it keeps their place.",
    message: "It is a task of ours: somebody left a message, and it waits to be heard.",
  },
  knownTo: (name: string) => `${name} knows this person’s story and is asked first when free.`,
  asks: (needs: string) => `It asks for: ${needs}.`,
  backups: (groups: string) => `The back-up group ${groups} is asked too.`,
  widened: "It asks for less than at first, because nobody could take it in time.",
  widens: (time: string, left: string, what: string) => `At ${time} (${left}) ${what}.`,
  drops: (needs: string) => `it stops asking for ${needs}`,
  lowers: (level: number) => (level === 1 ? "any level is enough" : `level ${level} is enough`),
  opens: (groups: string) => `the back-up group ${groups} is asked too`,
  neverWidens: "It will not be asked more widely by itself.",
  inTime: (left: string) => `in ${left}`,
  anyMoment: "any moment",
  cannot: "Who cannot take it now",
  nobodySkipped: "Nobody is signed in.",
  nearest: "Nearest to taking it",
  noNearest: "No agent has the skills.",
  gone: "It is not waiting any more.",
  answeredBy: (name: string) => `It is not waiting any more: ${name} has answered it.`,
  over: "It is not waiting any more: it is over.",
  skipped,
  keeps,
  level: (skill: string, level: number) => `${skill} (level ${level} or more)`,
  group: (name: string) => `“${name}”`,
} as const;

export const supervision = {
  priority: (place: number) => `Priority of number ${place}`,
  priorityNames,
  priorityHints,
  changed: (name: string) => `Priority changed: ${name}.`,
  priorityYes: "Change",
  raises: "They move ahead of people who came before them.",
  lowers: "They move back: people who came before them are answered first, so they wait longer.",
  stays: "This is where they stand now.",
  cancel: "Cancel",
  takeOff: (name: string) => `Take ${name} off`,
  takeOffHeading: (name: string) => `Take ${name} off?`,
  takeOffWhat: "Nothing more is offered to them. What rings at them now goes to somebody else, and conversations they parked go back to the queue.",
  takeOffCall: "A live call stays up: it is theirs to end.",
  takeOffTold: "They are told, and can make themselves available again.",
  takeOffYes: "Take off",
  takenOff: (name: string) => `${name} is off. Nothing more is offered to them.`,
  dismiss: "Dismiss",
} as const;

export const figures = {
  today: "Today",
  reading: "Today’s figures are being counted…",
  answered: "answered",
  abandoned: "left unanswered",
  inTime: "in time",
  occupancy: "of agents’ time busy",
  estimate: "A wait now",
  range: (low: number, high: number) => (low === 0 ? `under ${high} min` : low === high ? `about ${low} min` : `${low} to ${high} min`),
  callBacks: (n: number) => (n === 1 ? "call back or message to do" : "call backs and messages to do"),
} as const;
