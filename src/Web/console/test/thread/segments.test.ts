import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../src/thread/segments";

describe("the segments of a text", () => {
  it.each([
    ["", 0, 160, false],
    ["a".repeat(160), 1, 0, false],
    ["a".repeat(161), 2, 145, false],
    ["€".repeat(80), 1, 0, false],
    ["ŵ".repeat(70), 1, 0, true],
    ["ŵ".repeat(71), 2, 63, true],
    ["é".repeat(160), 1, 0, false],
    ["🙂", 1, 68, true],
  ])("%j: %i", (text, segments, left, wide) => {
    expect(segmentsOf(text)).toEqual({ segments, left, wide });
  });
});
