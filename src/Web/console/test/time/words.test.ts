import { describe, expect, it } from "vitest";
import { ServerClock } from "../../src/time/clock";
import { roughly, running } from "../../src/time/words";

describe("times", () => {
  it.each([[-5, "0 s"], [8_400, "8 s"], [119_000, "1 min"], [3_600_000, "1 h"], [3_900_000, "1 h 5 min"]])("%i ms is about %s", (ms, words) => {
    expect(roughly(ms)).toBe(words);
  });

  it.each([[0, "0:00"], [14_000, "0:14"], [252_000, "4:12"], [3_727_000, "1:02:07"]])("%i ms runs as %s", (ms, words) => {
    expect(running(ms)).toBe(words);
  });

  it("are the server's, also on a laptop whose clock is wrong", () => {
    const clock = new ServerClock(() => 1000);
    clock.set(new Date(61_000).toISOString());
    expect(clock.now()).toBe(61_000);
  });
});
