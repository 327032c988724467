import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { assignment, change, contact, id, snapshot } from "../../dev/fixtures";
import type { StepReply } from "../../src/api/contract";
import type { LegEvents } from "../../src/phone/softphone";
import { openConsole } from "../console";

const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });

async function onCall() {
  const opened = await openConsole({ first: live });
  let told: LegEvents | null = null;
  const leg = { mute: vi.fn(), hangUp: vi.fn(), sendDigits: vi.fn(), say: vi.fn(() => Promise.resolve()) };
  vi.spyOn(await import("../../src/phone/SimulatorSoftphone").then(m => m.SimulatorSoftphone.prototype), "connect").mockImplementation((_order, events) => {
    told = events;
    return Promise.resolve(leg);
  });
  await opened.services.call.join({ pool: "main", assignment: id(10), ticket: "t" });
  told!.open();
  return { ...opened, leg, told: told! as LegEvents };
}

describe("a call", () => {
  it("shows what is heard, and says what is typed", async () => {
    const { told, user, leg } = await onCall();
    told.heard({ from: "caller", text: "hello? is anybody there?" });
    expect(await screen.findByText("hello? is anybody there?")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Say"), "I am here.{Enter}");
    expect(leg.say).toHaveBeenCalledWith("I am here.");
    expect(screen.queryByText("I am here.")).toBeNull();
    told.heard({ from: "you", text: "I am here." });
    const log = screen.getByRole("log", { name: "What they say" });
    expect(await within(log).findByText("I am here.")).toBeInTheDocument();
  });

  it("is muted with the button and with M", async () => {
    const { user, leg } = await onCall();
    await user.click(await screen.findByRole("button", { name: "Mute" }));
    expect(screen.getByText("They cannot hear you")).toBeInTheDocument();
    await user.keyboard("m");
    expect(leg.mute.mock.calls).toEqual([[true], [false]]);
  });

  it("cannot be spoken on while muted", async () => {
    const { user } = await onCall();
    await user.click(await screen.findByRole("button", { name: "Mute" }));
    expect(screen.getByLabelText("Say")).toBeDisabled();
  });

  it("has nobody to speak to until it is connected", async () => {
    const { hear } = await onCall();
    hear(change(11, { kind: "accepted", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100, { state: "connecting" }) }));
    expect(screen.queryByLabelText("Say")).toBeNull();
    expect(screen.getByText(/on their way to you/)).toBeInTheDocument();
  });

  it("connects, and says so, in the panel called Call", async () => {
    const { hear } = await openConsole({ first: { ...live, assignments: [assignment(10, 100, { state: "connecting" })] } });
    const call = screen.getByRole("region", { name: "Call" });
    expect(within(call).getByText("Connecting you…")).toBeInTheDocument();
    hear(change(11, { kind: "connected", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100) }));
    expect(within(call).getByText("Connected")).toBeInTheDocument();
  });

  it("keeps its line until the server has ended it", async () => {
    const { user, wire, hear, leg } = await onCall();
    let reply!: (reply: StepReply) => void;
    wire.end = () => new Promise(resolve => (reply = resolve));
    await user.click(screen.getByRole("button", { name: "End" }));
    expect(leg.hangUp).not.toHaveBeenCalled();
    reply({ done: true, message: null });
    await waitFor(() => expect(leg.hangUp).toHaveBeenCalledTimes(1));
    expect(screen.queryByText(/line broke/)).toBeNull();
    hear(change(11, { kind: "ended", contact: contact(100, { state: "closed" }), assignment: assignment(10, 100, { state: "wrapUp" }) }));
    expect(leg.hangUp).toHaveBeenCalledTimes(1);
  });

  it("keeps its line when the server would not end it", async () => {
    const { user, wire, leg } = await onCall();
    wire.end = () => Promise.resolve({ done: false, message: "There is nothing to end: it has not connected yet, or it is over already." });
    await user.click(screen.getByRole("button", { name: "End" }));
    expect(await screen.findByText(/There is nothing to end/)).toBeInTheDocument();
    expect(leg.hangUp).not.toHaveBeenCalled();
  });

  it("is over when the server says so, even before it has replied", async () => {
    const { user, wire, hear, leg } = await onCall();
    wire.end = () => new Promise(() => undefined);
    await user.click(screen.getByRole("button", { name: "End" }));
    hear(change(11, { kind: "ended", contact: contact(100, { state: "closed" }), assignment: assignment(10, 100, { state: "wrapUp" }) }));
    expect(leg.hangUp).toHaveBeenCalledTimes(1);
    expect(screen.getByText(/The call has ended/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Log outcome" })).toBeInTheDocument();
    expect(screen.getByLabelText("Notes")).toHaveFocus();
  });

  it("whose page was loaded again says that the line broke and what becomes of the person", async () => {
    await openConsole({ first: live });
    expect(await screen.findByText(/put back in the queue ahead of everyone/)).toBeInTheDocument();
  });

  it("that another window holds says so", async () => {
    const { services, unmount } = await openConsole();
    unmount();
    services.holder.hold(id(10));
    await openConsole({ first: live });
    expect(await screen.findByText(/This call is in your other window/)).toBeInTheDocument();
    await waitFor(() => services.holder.release(id(10)));
  });
});
