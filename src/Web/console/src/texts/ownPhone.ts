// Taking calls on a telephone of one's own, and calls an agent begins.

export const begin = {
  ringThem: "Ring them",
  askSecond: "Ask a second person…",
  askSecondHint: "The call is opened and nobody is rung. You say there why it must be, and a supervisor decides.",
  number: {
    open: "Call a number",
    heading: "Call a number",
    what: "Your line comes up first; then they are rung. What they said about safe contact is asked before: if nobody has asked them yet, a second person must agree.",
    number: "Whom to ring",
    numberHint: "Such as 01632 960555, or +48 and so on. It is kept encrypted.",
    line: "For which line",
    missing: "Type the number to ring.",
    yes: "Ring",
    cancel: "Cancel",
  },
} as const;

export const ownPhone = {
  where: "Where calls ring",
  browser: "This browser",
  browserHint: "With a headset on this computer",
  phone: "My own phone",
  inBrowser: "Calls ring in this browser",
  onPhone: (number: string | null) => `Calls ring on your phone${number ? `, ${number}` : ""}`,
  onPhoneShort: "Calls ring on your phone",
  /** Where there is little room; part of the longer ones. */
  here: "In this browser",
  there: "On your phone",
  noNumber: "Give its number first",
  change: "Change the number…",
  forget: "Forget the number",
  dialog: {
    heading: "Take calls on your own phone",
    what: "Keep this page open: offers come here. When you answer one, your phone rings and says only “Helpline. Press 1 to take this call.” Somebody else may pick it up, so nothing more is said before the 1.",
    number: "Your phone’s number",
    numberHint: "Such as 07700 900123, or +48 and so on. It is kept encrypted: nobody can read it again, no supervisor either. You see its last digits.",
    check: "Read it once more: whoever answers this number is connected to people in distress.",
    listed: "The helpline’s number then stands in your phone’s list of calls.",
    missing: "Type the number of your phone.",
    yes: "Use this phone",
    cancel: "Cancel",
  },
  ringing: "Ringing your phone…",
  ringingHint: "Pick up your phone and press 1.",
  press1: "Press 1 on your phone",
  press1Hint: "Your phone was picked up. Press 1 there to take the call.",
  talking: "Talking on your phone",
  over: "Your phone hung up",
  overHint: "The person was not cut off: they wait again, ahead of everyone who came later.",
  keys: "Press keys on your phone: they go down the line as tones.",
  notTaken: (why: string) => `${why} The person keeps their place and is offered again.`,
} as const;
