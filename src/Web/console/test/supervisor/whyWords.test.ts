import { describe, expect, it } from "vitest";
import { ago, contact, id, now, snapshot, why } from "../../dev/fixtures";
import type { SkipReason } from "../../src/api/contract";
import { fromSnapshot } from "../../src/live/world";
import { timeOfDay } from "../../src/time/words";
import { whyLead, whySentences } from "../../src/supervisor/why/whyWords";

const world = fromSnapshot(snapshot());
const skipped = (counts: Partial<Record<SkipReason, number>>) => Object.entries(counts).map(([reason, agents]) => ({ reason: reason as SkipReason, agents }));
const lead = (what: Parameters<typeof why>[0]) => whyLead(why(what), world, now);
const said = (what: Parameters<typeof why>[0]) => whySentences(why(what), world, now);

describe("the one sentence", () => {
  it.each([
    ["ringing", { offeredTo: id(2) }, "It is ringing at Bronwen now."],
    ["a story", { contact: contact(1, { knownTo: id(2), reservedFor: id(2) }), reservedUntil: ago(-40) }, `It is kept for Bronwen, who has spoken with this person before, until ${timeOfDay(ago(-40))} (in 40 s).`],
    ["a transfer", { contact: contact(1, { reservedFor: id(3) }), reservedUntil: ago(0) }, `It is kept for Chidi, whom it was handed to, until ${timeOfDay(now)} (any moment).`],
    ["nobody with the skill", { skipped: skipped({ noSkill: 4 }) }, "Nobody in this team has what it asks for."],
    ["nobody there", { skipped: skipped({ noSkill: 4, away: 2, notAvailable: 1 }) }, "Nobody who could take it is there."],
    ["one busy", { skipped: skipped({ busy: 1, away: 2 }) }, "The only agent who is there for it is not free."],
    ["a colleague without a name", { offeredTo: id(99) }, "It is ringing at A colleague now."],
  ])("for %s", (_what, facts, words) => {
    expect(lead(facts)).toBe(words);
  });
});

describe("the other sentences", () => {
  it("say the priority, a promised call back and who knows the person", () => {
    const sentences = said({ contact: contact(1, { priority: "dropped", task: "callBack", knownTo: id(2) }), position: 11 });
    expect(sentences).toContain("It is 11th in line among all who wait for the same agents.");
    expect(sentences).toContain("It stands as if it had come 2 h earlier: the person was cut off.");
    expect(sentences).toContain("It is a task of ours: somebody was promised a call back, and it keeps their place.");
    expect(sentences).toContain("Bronwen knows this person’s story and is asked first when free.");
  });

  it("say what it was widened to, and that it widens no more", () => {
    const sentences = said({ contact: contact(1, { stage: 2 }), openBackups: ["on-call", "managers"], widens: null });
    expect(sentences).toContain("It asks for less than at first, because nobody could take it in time.");
    expect(sentences).toContain("The back-up group “on-call” and “managers” is asked too.");
    expect(sentences).toContain("It will not be asked more widely by itself.");
  });

  it("say when it widens by levels alone", () => {
    expect(said({ widens: { at: ago(-90), drops: [], lowersLevelsTo: 2, opens: [] } })).toContain(`At ${timeOfDay(ago(-90))} (in 1 min) level 2 is enough.`);
  });
});
