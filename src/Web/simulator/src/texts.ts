export const texts = {
  title: "The desk",
  lead: "Three pretend people with telephones. Pick one up, and ring the helpline.",
  console: "Open the console in another tab to be the one who answers.",
  lost: "The simulator does not answer. Trying again…",
  sound: (on: boolean) => (on ? "Sounds on" : "Sounds off"),
  addPerson: "Someone else",
  call: "Call",
  text: "Text",
  withheld: "number withheld",
  withheldTexts: "Texts show the number, even when calls do not.",
  states: { idle: "On the table", calling: "Ringing…", ringing: "Rings for you", inCall: "On the line" },
  line: "Which line",
  ring: "Ring",
  answer: "Answer",
  decline: "Decline",
  hangUp: "Hang up",
  keypad: "Keypad",
  heard: (name: string) => `What ${name} hears`,
  emptyCall: (name: string) => `When ${name} rings, what they hear appears here.`,
  emptyTexts: (name: string) => `${name}'s texts appear here.`,
  dialling: "Dialling…",
  say: (name: string) => `Speak as ${name}`,
  sayHint: "Speak by typing…",
  sayButton: "Say",
  write: (name: string) => `Write as ${name}`,
  writeHint: "Write a text…",
  send: "Send",
  noLines: "No line takes this. Check the lines in the configuration.",
  speakers: { voice: "Recorded voice", person: "Helpline", sound: "Sound", self: "You" },
  textStatus: { received: "", sending: "Sending", delivered: "Delivered", failed: "Not delivered" },
  segments: (count: number) => (count > 1 ? `${count} messages` : ""),
  opening: ["Hello?", "It happened on the bus just now", "Can you hear me?", "I don't want to give my name"],
  openingTexts: ["Can I text instead of talking?", "They are outside again", "Thank you"],
  troubles: {
    button: "Troubles",
    title: "A bad day on the network",
    lead: "Everything the telephone network may do to you. A sound helpline loses nobody.",
    duplicate: "Everything arrives twice",
    duplicateHint: "Each webhook is sent again, as after a lost answer.",
    reorder: "News arrives in the wrong order",
    reorderHint: "Status callbacks overtake each other.",
    delay: "Everything is late",
    delays: [["0", "Not late"], ["1000", "1 second"], ["3000", "3 seconds"], ["10000", "10 seconds"]],
    drop: "News gets lost",
    drops: [["0", "Nothing is lost"], ["5", "Every fifth status callback"], ["2", "Every second"], ["1", "All of them"]],
    rest: "When we ask the network for something",
    rests: [
      ["None", "It does it"],
      ["TooManyRequests", "It says: too many requests"],
      ["ServerError", "It says: error, and does nothing"],
      ["DoneButServerError", "It does it, and says: error"],
      ["NoAnswer", "It does not answer"],
      ["DoneButNoAnswer", "It does it, and does not answer"],
    ],
    off: "Switched off: texts do not get through",
    offOf: (name: string) => `${name}'s telephone is off`,
    calm: "End all troubles",
    close: "Close",
    active: (count: number) => (count === 0 ? "" : `${count} on`),
  },
  warnings: {
    title: "What the network complains of",
    none: "Nothing. The helpline speaks the protocol as it should.",
    clear: "Clear",
  },
  names: ["Zofia", "Kwame", "Mei", "Rhys", "Farida", "Jonah", "Priya", "Callum"],
} as const;

/** +447700900201 as people write it. */
export function spoken(number: string): string {
  const mobile = /^\+44(7\d{3})(\d{6})$/.exec(number);
  if (mobile) return `0${mobile[1]} ${mobile[2]}`;
  const free = /^\+44(80\d)(\d{3})(\d{4})$/.exec(number);
  if (free) return `0${free[1]} ${free[2]} ${free[3]}`;
  const town = /^\+44(\d{4})(\d{6})$/.exec(number);
  return town ? `0${town[1]} ${town[2]}` : number;
}
