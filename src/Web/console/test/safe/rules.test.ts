import { describe, expect, it } from "vitest";
import { clockOf, emptyRules, endOf, minuteOf, problemOf } from "../../src/safe/rules";

describe("safe times", () => {
  it.each([[0, "00:00"], [545, "09:05"], [1439, "23:59"], [1440, "00:00"]])("show %i as %s", (minute, clock) => expect(clockOf(minute)).toBe(clock));

  it("read what was typed, and an end at midnight as the end of the day", () => {
    expect(minuteOf("09:05")).toBe(545);
    expect(minuteOf("")).toBeNull();
    expect(minuteOf("00:00")).toBe(0);
    expect(endOf("00:00")).toBe(1440);
  });

  it("need a day, and an end other than the beginning", () => {
    expect(problemOf({ ...emptyRules, times: [{ days: ["monday"], from: 540, to: 1020 }] })).toBeNull();
    expect(problemOf({ ...emptyRules, times: [{ days: [], from: 540, to: 1020 }] })).toContain("Time 1");
    expect(problemOf({ ...emptyRules, times: [{ days: ["monday"], from: 0, to: 1440 }, { days: ["monday"], from: 60, to: 60 }] })).toContain("Time 2");
  });
});
