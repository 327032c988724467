import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { assignment, contact, id, snapshot } from "../../dev/fixtures";
import { texts } from "../../src/texts";
import { SimulatorSoftphone } from "../../src/phone/SimulatorSoftphone";
import type { LegEvents } from "../../src/phone/softphone";
import { openConsole } from "../console";
import { FakeMedia } from "./media";

const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });
let media: FakeMedia;

beforeEach(() => {
  media = new FakeMedia("Laptop", "Jabra");
  vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as object, { mediaDevices: media }));
});

// jsdom has no window that could have the focus, so Fluent hides an open dialog: hence `hidden`.
const hidden = { hidden: true };

describe("the headset dialog", () => {
  it("opens from the account menu and from a call, and remembers what is chosen", async () => {
    const { user, services } = await openConsole({ first: live });
    await user.click(await screen.findByRole("button", { name: "Check headset" }));
    const picker = await screen.findByRole("combobox", { name: "Microphone", ...hidden });
    await user.selectOptions(picker, "Jabra");
    expect(services.headset.ears.get().microphone).toBe("m-Jabra");
    media.plug("Laptop");
    expect(await screen.findByText("“Jabra” is not plugged in. Until it is, calls go as this computer is set.")).toBeInTheDocument();
  });

  it("says in plain words that the browser refuses", async () => {
    media.refuse = new DOMException("", "NotAllowedError");
    const { user } = await openConsole();
    await user.click(screen.getByRole("button", { name: /settings and sign out/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Headset and microphone" }));
    await user.click(await screen.findByRole("button", { name: "Test the microphone", ...hidden }));
    expect(await screen.findByText(texts.audio.problems.denied)).toBeInTheDocument();
  });
});

describe("a microphone the browser refuses", () => {
  function refusing(kind: "twilio" | "simulator") {
    const status = Object.assign(new EventTarget(), { state: "denied" });
    Object.assign(navigator, { permissions: { query: () => Promise.resolve(status) } });
    return openConsole({ api: { softphone: () => Promise.resolve({ kind, identity: "agent_1", token: null, expiresAt: null }) } }).then(opened => ({ ...opened, status }));
  }

  it("is told before anybody rings, until it is allowed", async () => {
    const { user, status } = await refusing("twilio");
    await user.click(await screen.findByRole("button", { name: "Microphone blocked" }));
    expect(await screen.findByRole("combobox", { name: "Microphone", ...hidden })).toBeInTheDocument();
    status.state = "granted";
    status.dispatchEvent(new Event("change"));
    await vi.waitFor(() => expect(screen.queryByRole("button", { name: "Microphone blocked", ...hidden })).toBeNull());
  });

  it("does not matter on the demo's line", async () => {
    const { services } = await refusing("simulator");
    await vi.waitFor(() => expect(services.headset.refused.get()).toBe(true));
    expect(screen.queryByRole("button", { name: "Microphone blocked" })).toBeNull();
  });
});

describe("during a call", () => {
  async function onCall() {
    let told: LegEvents | null = null;
    vi.spyOn(SimulatorSoftphone.prototype, "connect").mockImplementation((_order, events) => {
      told = events;
      return Promise.resolve({ mute: vi.fn(), hangUp: vi.fn(), sendDigits: vi.fn() });
    });
    const opened = await openConsole({ first: live });
    await opened.services.call.join({ pool: "main", assignment: id(10), ticket: "t" });
    told!.open();
    return { ...opened, told: told! as LegEvents };
  }

  it("a headset that is pulled out is told, with how to go on, and is gone when it is back", async () => {
    await onCall();
    media.plug("Jabra");
    expect(await screen.findByText(texts.audio.lost("Laptop"))).toBeInTheDocument();
    media.plug("Laptop", "Jabra");
    await vi.waitFor(() => expect(screen.queryByText(texts.audio.lost("Laptop"))).toBeNull());
    media.plug();
    expect(await screen.findByText(texts.audio.lostLast("Laptop"))).toBeInTheDocument();
  });

  it("a weak network is one calm line", async () => {
    const { told } = await onCall();
    told.warned("network");
    expect(await screen.findByText(texts.audio.warnings.network)).toBeInTheDocument();
    told.warned(null);
    await vi.waitFor(() => expect(screen.queryByText(texts.audio.warnings.network)).toBeNull());
  });
});
