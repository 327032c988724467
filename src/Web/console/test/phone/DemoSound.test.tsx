import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { SoundLine, SoundState } from "../../../rtc/SoundLine";
import { Headset } from "../../src/headset/Headset";
import { DemoSound } from "../../src/phone/DemoSound";
import { DemoSoundBar } from "../../src/phone/DemoSoundBar";
import { Keep } from "../../src/session/keep";
import { texts } from "../../src/texts";
import { asMedia, FakeMedia } from "../headset/media";

const t = texts.audio.demo;

async function open() {
  const media = new FakeMedia("Laptop", "Jabra");
  const headset = new Headset(new Keep(null), asMedia(media));
  await vi.waitFor(() => expect(headset.devices.get().microphone).toHaveLength(2));
  const line = { start: vi.fn(), stop: vi.fn(), mute: vi.fn(), useStream: vi.fn(), useSpeaker: vi.fn() };
  let tell!: (state: SoundState) => void;
  const sound = new DemoSound("/simulator/sound/CA1", headset, (_path, told) => ((tell = told), line as unknown as SoundLine));
  render(<DemoSoundBar sound={sound} />);
  return { media, headset, line, sound, tell: (state: SoundState) => tell(state), user: userEvent.setup() };
}

describe("sound in the demo", () => {
  it("is off until it is asked for, and says how it stands", async () => {
    const { user, line, tell, media } = await open();
    expect(media.asked).toEqual([]);
    await user.click(screen.getByRole("button", { name: t.use }));
    await vi.waitFor(() => expect(line.start).toHaveBeenCalledTimes(1));
    tell("connected");
    expect(await screen.findByText(t.states.connected)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: t.stop }));
    expect(line.stop).toHaveBeenCalledTimes(1);
    expect(await screen.findByText(t.states.off)).toBeInTheDocument();
  });

  it("says in plain words that the browser refuses, and the call goes on", async () => {
    const { user, line, media } = await open();
    media.refuse = new DOMException("", "NotAllowedError");
    await user.click(screen.getByRole("button", { name: t.use }));
    expect(await screen.findByText(texts.audio.problems.denied)).toBeInTheDocument();
    expect(line.start).not.toHaveBeenCalled();
  });

  it("takes another headset in the middle of a call, and lets the microphone go at its end", async () => {
    const { sound, headset, line, tell, media } = await open();
    await sound.turnOn();
    tell("connected");
    headset.choose("microphone", "m-Jabra");
    await vi.waitFor(() => expect(line.useStream).toHaveBeenCalledTimes(1));
    expect(media.asked.at(-1)).toEqual({ audio: { deviceId: { exact: "m-Jabra" } } });
    headset.choose("speaker", "s-Jabra");
    expect(line.useSpeaker).toHaveBeenLastCalledWith("s-Jabra");
    sound.end();
    expect(line.stop).toHaveBeenCalledTimes(1);
    headset.choose("microphone", null);
    expect(line.useStream).toHaveBeenCalledTimes(1);
  });

  it("lets a microphone go that the browser allows only after the call", async () => {
    const { sound, line, media } = await open();
    const turning = sound.turnOn();
    sound.end();
    await turning;
    expect(line.start).not.toHaveBeenCalled();
    expect(media.stopped).toBe(1);
  });
});
