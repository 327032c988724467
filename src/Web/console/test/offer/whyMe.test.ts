import { describe, expect, it } from "vitest";
import { contact } from "../../dev/fixtures";
import { whyMe } from "../../src/offer/whyMe";

const { demand } = contact(1);

describe("why this agent", () => {
  it.each([
    [undefined, "Why you: English, you are free"],
    ['{"candidates":[{"agent":"a","idleMs":1},{"agent":"b","idleMs":0}]}', "Why you: English, free the longest"],
    ['{"candidates":[{"agent":"a","idleMs":1}]}', "Why you: English, nobody else is free"],
    ["not JSON", "Why you: English, you are free"],
  ])("%s", (detail, words) => {
    expect(whyMe(detail, demand)).toBe(words);
  });

  it("names BSL and specialisms", () => {
    expect(whyMe(undefined, { channel: "bslVideo", skills: ["bsl", "line:x", "specialism:disability"] })).toBe("Why you: BSL, Disability, you are free");
  });
});
