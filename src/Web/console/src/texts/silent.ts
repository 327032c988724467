/** What an agent may say when nobody speaks. Each is a card: what to do, and words that can be read out. */
export const silent = {
  open: "Silent call?",
  us: "the helpline",
  close: "They speak",
  region: "When nobody speaks",
  since: "Quiet for",
  next: "Next",
  back: "Back",
  step: (now: number, of: number) => `${now} of ${of}`,
  log: "In the outcome, the kind of contact is “silent”. Nobody has to know who it was.",
  cards: (line: string) =>
    [
      {
        do: "Greet them again, slowly.",
        say: `You are through to ${line}. I am here, and I am listening. Take all the time you need.`,
      },
      {
        do: "Wait. Breathing, crying or a room are an answer: they are there.",
        say: "You don’t have to speak. I will stay with you.",
      },
      {
        do: "Offer taps. Ask only what yes and no can answer.",
        say: "If you can hear me, tap the phone once, or press any key. One tap is yes, two are no. Is it safe for you to be on the phone?",
      },
      {
        do: "Name the quiet ways.",
        say: "If you cannot speak, you can text us instead. You need not tell anything twice.",
      },
      {
        do: "Name the emergency way.",
        say: "If you are in danger now and cannot speak: hang up, dial 9 9 9, and when you are asked, press 5 5 on a mobile.",
      },
      {
        do: "Say when you will end, and stay until then.",
        say: "I will stay for one more minute. You can ring again at any time, day or night, and you need not explain.",
      },
    ] as const,
};
