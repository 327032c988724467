import { describe, expect, it } from "vitest";
import { lineWords } from "../../dev/lineWords";
import { advice, isRecording, roundSeconds, secondsOf, textsOf } from "../../src/words/length";

const words = (n: number) => Array.from({ length: n }, () => "word").join(" ");

describe("how long a sentence is", () => {
  it("is reckoned as the server does, 2.5 words a second", () => {
    expect([secondsOf(""), secondsOf("Hello."), secondsOf(words(5)), secondsOf(words(6))]).toEqual([0, 1, 2, 3]);
    expect([textsOf("a".repeat(160)), textsOf("a".repeat(161)), textsOf("a".repeat(307))]).toEqual([1, 2, 3]);
  });

  it("is warned of where somebody would wait through it", () => {
    expect(advice("hold.first", words(37))).toEqual([]);
    expect(advice("hold.first", words(38))[0]).toMatch(/About 16 seconds is too long/);
    expect(advice("greeting", words(50))).toEqual([]);
    expect(advice("text.first", "a".repeat(161))[0]).toMatch(/2 texts/);
  });

  it("counts what is said in one round of waiting, the longer range, and texts only where there are some", () => {
    const { sentences } = lineWords();
    const whole = roundSeconds(sentences, true);
    expect(roundSeconds(sentences, false)).toBeLessThan(whole);
    expect(roundSeconds(sentences, true, { key: "wait.up-to", text: words(60) })).toBeGreaterThan(whole + 15);
  });

  it("knows a recording, numbers a voice would run together, and 9 9 9", () => {
    expect([isRecording("https://example.org/a.mp3"), isRecording("see https://example.org"), isRecording("https://a b")]).toEqual([true, false, false]);
    expect(advice("goodbye", "Dial 101 or 9 9 9.")[0]).toMatch(/reads 101 as one number. Write 1 0 1/);
    expect(advice("wait.place", "You are {place} of 12.")).toEqual([]);
    expect(advice("danger", "Stay safe.")).toEqual([expect.stringMatching(/no longer says to dial 9 9 9/)]);
    expect(advice("danger", "Dial 9 9 9.")).toEqual([]);
  });
});
