import { describe, expect, it } from "vitest";
import { contact, id } from "../../dev/fixtures";
import { whyMe } from "../../src/offer/whyMe";

const me = id(1);
const detail = (what: object) => JSON.stringify({ stage: 0, skipped: {}, ...what });
const two = (first: number, second: number) => [{ agent: me, idleMs: 9, level: first }, { idleMs: 4, level: second }];

describe("why this agent", () => {
  it.each([
    ["the story", detail({ policy: "best-skill", story: true, candidates: [{ agent: me }] }), "You spoke with this person before"],
    ["handed on", detail({ policy: "best-skill", reserved: true, candidates: [{ agent: me }] }), "Handed to you by a colleague"],
    ["the highest level", detail({ policy: "best-skill", candidates: two(7, 3) }), "Highest skill for this · English"],
    ["the same level, so the longest free", detail({ policy: "best-skill", candidates: two(3, 3) }), "Longest free · English"],
    ["the lowest level that suffices", detail({ policy: "spare-skill", candidates: two(1, 3) }), "Enough skill for this, and rarer skills stay free · English"],
    ["the longest free", detail({ policy: "longest-idle", candidates: [{ agent: me, idleMs: 9 }, { idleMs: 4 }] }), "Longest free · English"],
    ["nobody else", detail({ policy: "best-skill", candidates: [{ agent: me }] }), "Nobody else is free for this · English"],
    ["a decision it cannot read", "not JSON", "You are free for this · English"],
    ["no decision", undefined, "You are free for this · English"],
  ])("says %s", (_what, told, words) => {
    expect(whyMe(told, contact(1), me)).toBe(words);
  });

  it("knows that what was kept for me was kept because I know the person", () => {
    const kept = detail({ policy: "best-skill", reserved: true, candidates: [{ agent: me }] });
    expect(whyMe(kept, contact(1, { knownTo: me }), me)).toBe("You spoke with this person before");
    expect(whyMe(kept, contact(1, { knownTo: id(2) }), me)).toBe("Handed to you by a colleague");
  });

  it("names BSL and specialisms, without their levels", () => {
    const demand = { channel: "bslVideo" as const, skills: ["bsl", "line:x", "specialism:disability@3"] };
    expect(whyMe(undefined, { demand, knownTo: null }, me)).toBe("You are free for this · BSL, Disability");
  });
});
