import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { assignment, change, contact, id, snapshot } from "../../dev/fixtures";
import type { LegEvents } from "../../src/phone/softphone";
import { openConsole } from "../console";

const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });

async function onCall() {
  const opened = await openConsole({ first: live });
  let told: LegEvents | null = null;
  const leg = { mute: vi.fn(), hangUp: vi.fn(), say: vi.fn(() => Promise.resolve()) };
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
    expect(screen.getByText("I am here.")).toBeInTheDocument();
  });

  it("is muted with the button and with M", async () => {
    const { user, leg } = await onCall();
    await user.click(await screen.findByRole("button", { name: "Mute" }));
    expect(screen.getByText("They cannot hear you")).toBeInTheDocument();
    await user.keyboard("m");
    expect(leg.mute.mock.calls).toEqual([[true], [false]]);
  });

  it("is ended on the server, which brings the line down", async () => {
    const { user, wire, hear, leg } = await onCall();
    await user.click(screen.getByRole("button", { name: "End" }));
    expect(wire.calls).toContainEqual(["end", id(10)]);
    expect(leg.hangUp).not.toHaveBeenCalled();
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
    expect(await screen.findByText("This call is in your other window.")).toBeInTheDocument();
    await waitFor(() => services.holder.release(id(10)));
  });
});
