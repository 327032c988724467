import "@testing-library/jest-dom/vitest";
import { fireEvent, screen, waitFor } from "@testing-library/dom";
import { beforeEach, expect, test, vi } from "vitest";
import type { SoundLine, SoundState } from "../../rtc/SoundLine";
import { SoundKnob } from "../src/soundKnob";

let tell: (state: SoundState) => void;
let opened: string[];
let refuse: boolean;
const line = { start: vi.fn(), stop: vi.fn() };
const stop = vi.fn();
let knob: SoundKnob;

beforeEach(() => {
  [opened, refuse] = [[], false];
  for (const each of [line.start, line.stop, stop]) each.mockClear();
  const getUserMedia = () => (refuse ? Promise.reject(new DOMException("", "NotAllowedError")) : Promise.resolve({ getTracks: () => [{ stop }] }));
  vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as object, { mediaDevices: { getUserMedia } }));
  knob = new SoundKnob("/simulator/", "Amira", (path, told) => {
    opened.push(path);
    tell = told;
    return line as unknown as SoundLine;
  });
  document.body.replaceChildren(knob.element);
});

const button = (name: string) => screen.getByRole("button", { name });

test("the microphone is offered on a call only, and is off until it is asked for", () => {
  expect(knob.element).not.toBeVisible();
  knob.update("CA1");
  expect(button("Use my microphone as Amira")).toHaveAttribute("aria-pressed", "false");
  expect(opened).toEqual([]);
});

test("it says whether the two hear each other, and is turned off again", async () => {
  knob.update("CA1");
  fireEvent.click(button("Use my microphone as Amira"));
  await waitFor(() => expect(line.start).toHaveBeenCalledTimes(1));
  expect(opened).toEqual(["/simulator/sound/CA1"]);
  tell("connected");
  expect(screen.getByRole("status")).toHaveTextContent("You hear each other");
  fireEvent.click(button("Turn off my microphone as Amira"));
  expect(line.stop).toHaveBeenCalledTimes(1);
  expect(button("Use my microphone as Amira")).toBeVisible();
});

test("it goes with the call, also while the browser still asks", async () => {
  knob.update("CA1");
  fireEvent.click(button("Use my microphone as Amira"));
  knob.update(null);
  await waitFor(() => expect(stop).toHaveBeenCalledTimes(1));
  expect(line.start).not.toHaveBeenCalled();
  expect(knob.element).not.toBeVisible();
});

test("a refusal says what to do", async () => {
  refuse = true;
  knob.update("CA1");
  fireEvent.click(button("Use my microphone as Amira"));
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Allow it beside the address"));
});
