import { describe, expect, it, vi } from "vitest";
import { Headset } from "../../src/headset/Headset";
import { MicrophoneTest, type Meter } from "../../src/headset/MicrophoneTest";
import { Keep } from "../../src/session/keep";
import { asMedia, FakeMedia } from "./media";

const keep = () => new Keep(localStorage);

async function plugged(...names: string[]) {
  const media = new FakeMedia(...names);
  const headset = new Headset(keep(), asMedia(media));
  await vi.waitFor(() => expect(headset.devices.get().microphone).toHaveLength(names.length));
  return { media, headset };
}

describe("the headset", () => {
  it("is what the computer is set to until one is chosen, and is remembered in this browser", async () => {
    const { headset } = await plugged("Laptop", "Jabra");
    expect(headset.ears.get()).toEqual({ microphone: null, speaker: null });
    headset.choose("microphone", "m-Jabra");
    expect(headset.ears.get()).toEqual({ microphone: "m-Jabra", speaker: null });
    expect((await plugged("Laptop", "Jabra")).headset.ears.get()).toEqual({ microphone: "m-Jabra", speaker: null });
  });

  it("falls back when it is pulled out, says so, and is taken up again by itself", async () => {
    const { media, headset } = await plugged("Laptop", "Jabra");
    headset.choose("microphone", "m-Jabra");
    media.plug("Laptop");
    await vi.waitFor(() => expect(headset.ears.get().microphone).toBeNull());
    expect(headset.lost.get()).toEqual({ part: "microphone", name: "Jabra", last: false });
    media.plug("Laptop", "Jabra");
    await vi.waitFor(() => expect(headset.ears.get().microphone).toBe("m-Jabra"));
    expect(headset.lost.get()).toBeNull();
  });

  it("is known by its name when its id has changed", async () => {
    localStorage.setItem("helpline.headset", JSON.stringify({ microphone: { id: "of-another-socket", name: "Jabra" } }));
    expect((await plugged("Laptop", "Jabra")).headset.ears.get().microphone).toBe("m-Jabra");
  });

  it("says so too when nothing was chosen and the computer's own, or the last, is pulled out", async () => {
    const { media, headset } = await plugged("Jabra", "Laptop");
    media.plug("Laptop");
    await vi.waitFor(() => expect(headset.lost.get()).toEqual({ part: "microphone", name: "Jabra", last: false }));
    media.plug();
    await vi.waitFor(() => expect(headset.lost.get()).toEqual({ part: "microphone", name: "Laptop", last: true }));
  });

  it("opens the chosen microphone and no other", async () => {
    const { media, headset } = await plugged("Laptop", "Jabra");
    await headset.openMicrophone();
    headset.choose("microphone", "m-Jabra");
    await headset.openMicrophone();
    expect(media.asked).toEqual([{ audio: true }, { audio: { deviceId: { exact: "m-Jabra" } } }]);
  });
});

describe("the microphone test", () => {
  async function testing(level: () => number, refuse: DOMException | null = null) {
    const { media, headset } = await plugged("Jabra");
    media.refuse = refuse;
    const close = vi.fn();
    const test = new MicrophoneTest(headset, (): Meter => ({ level, close }));
    vi.useFakeTimers();
    await test.start();
    return { media, test, close };
  }

  it("hears a voice, and stays with that verdict when it falls silent", async () => {
    let level = 0;
    const { test, media, close } = await testing(() => level);
    try {
      vi.advanceTimersByTime(400);
      expect(test.state.get().kind).toBe("listening");
      level = 0.5;
      vi.advanceTimersByTime(100);
      expect(test.state.get()).toEqual({ kind: "heard", level: 0.5, problem: null });
      level = 0;
      vi.advanceTimersByTime(10_000);
      expect(test.state.get().kind).toBe("heard");
      test.stop();
      expect([media.stopped, close.mock.calls.length, vi.getTimerCount()]).toEqual([1, 1, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("says that it hears nothing, and a late voice still counts", async () => {
    let level = 0.05;
    const { test } = await testing(() => level);
    try {
      vi.advanceTimersByTime(6100);
      expect(test.state.get().kind).toBe("nothing");
      level = 0.4;
      vi.advanceTimersByTime(100);
      expect(test.state.get().kind).toBe("heard");
      test.stop();
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["NotAllowedError", /may not use your microphone/],
    ["NotFoundError", /No microphone is plugged in/],
    ["NotReadableError", /Another programme/],
  ])("says what %s means and what to do", async (name, words) => {
    const { test } = await testing(() => 0, new DOMException("", name));
    vi.useRealTimers();
    expect(test.state.get()).toEqual({ kind: "failed", level: 0, problem: expect.stringMatching(words) });
  });
});
