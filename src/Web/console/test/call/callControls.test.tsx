import { configure, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ago, assignment, callView, change, contact, id, party, snapshot } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import type { CallView } from "../../src/api/contract";
import type { LegEvents } from "../../src/phone/softphone";
import { openConsole } from "../console";

// The dialogs' focus trap takes them out of a pretend browser's accessibility tree at times. That they are in a real one's, the end-to-end journey sees.
const hidden = true;

// Fluent's dialogs take their time to open in a pretend browser on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });

async function onCall(view: Partial<CallView> = {}, api: Partial<Api> = {}) {
  let now: Partial<CallView> = view;
  const orderCall = vi.fn(() => Promise.resolve());
  const call = vi.fn(() => Promise.resolve(callView(100, now)));
  const opened = await openConsole({ first: live, api: { call, orderCall, ...api } });
  let told: LegEvents | null = null;
  const leg = { mute: vi.fn(), hangUp: vi.fn(), sendDigits: vi.fn(), say: vi.fn(() => Promise.resolve()) };
  vi.spyOn(await import("../../src/phone/SimulatorSoftphone").then(m => m.SimulatorSoftphone.prototype), "connect").mockImplementation((_order, events) => {
    told = events;
    return Promise.resolve(leg);
  });
  await opened.services.call.join({ pool: "main", assignment: id(10), ticket: "t" });
  told!.open();
  await screen.findByRole("button", { name: /^Hold/ }).catch(() => undefined);
  let number = 10;
  /** The network has done something: the server says that there is news, and the view says what. */
  const show = (next: Partial<CallView>) => void (now = next);
  const network = (next: Partial<CallView>) => {
    show(next);
    opened.hear(change(++number, { kind: "news", reason: "callChanged", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100) }));
  };
  return { ...opened, leg, told: told! as LegEvents, orderCall, call, network, show };
}

describe("the controls of a call", () => {
  it("hold with the button and with H, and show it only when the network has done it", async () => {
    const { user, orderCall, network } = await onCall();
    await user.click(screen.getByRole("button", { name: /^Hold/ }));
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "hold");
    expect(screen.getByText("Putting them on hold…")).toBeInTheDocument();
    expect(screen.queryByText(/They hear that you are coming back/)).toBeNull();
    network({ hold: { since: ago(0), why: "agent" } });
    expect(await screen.findByText(/They hear that you are coming back/)).toBeInTheDocument();
    expect(screen.queryByText("Putting them on hold…")).toBeNull();
    await user.keyboard("h");
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "resume");
  });

  it("say why a hold was not taken, and do not pretend", async () => {
    const { user } = await onCall({}, { orderCall: () => Promise.reject(new Problem(409, "The call is not connected", "It has not begun yet, or it is over. Nothing was changed.")) });
    await user.click(screen.getByRole("button", { name: /^Hold/ }));
    expect(await screen.findByText(/The call is not connected/)).toBeInTheDocument();
    expect(screen.queryByText("Putting them on hold…")).toBeNull();
  });

  it("do not read the person's file again for news of the call", async () => {
    const read = vi.fn(() => Promise.reject(new Error()));
    const { network, call } = await onCall({}, { contact: read });
    const [files, calls] = [read.mock.calls.length, call.mock.calls.length];
    network({ parties: [party(500)] });
    await waitFor(() => expect(call.mock.calls.length).toBe(calls + 1));
    expect(read.mock.calls.length).toBe(files);
  });

  it("send tones from the keypad and from the keyboard's digits", async () => {
    const { user, leg } = await onCall();
    await user.keyboard("k");
    const pad = await screen.findByRole("group", { name: "Keypad" });
    await user.click(within(pad).getByRole("button", { name: "Press 5" }));
    await user.keyboard("1#");
    expect(leg.sendDigits.mock.calls).toEqual([["5"], ["1"], ["#"]]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("group", { name: "Keypad" })).toBeNull();
  });

  it("add a person, and keep what was typed when the number is refused", async () => {
    const addParty = vi.fn<Api["addParty"]>(() => Promise.reject(new Problem(422, "This number cannot be rung", "Type the whole number.")));
    const { user } = await onCall({}, { addParty });
    await user.keyboard("p");
    const dialog = await screen.findByRole("dialog", { hidden });
    expect(within(dialog).getByText("Add somebody to this call")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("button", { hidden, name: "Ring them" }));
    expect(within(dialog).getByText("Type the number to ring.")).toBeInTheDocument();
    await user.type(within(dialog).getByLabelText("Their number"), "01632");
    await user.click(within(dialog).getByRole("button", { hidden, name: "Ring them" }));
    expect(await within(dialog).findByText(/This number cannot be rung/)).toBeInTheDocument();
    expect(within(dialog).getByLabelText("Their number")).toHaveValue("01632");
    addParty.mockImplementation(() => Promise.resolve());
    await user.type(within(dialog).getByLabelText("Their number"), " 960555");
    await user.click(within(dialog).getByRole("button", { hidden, name: "Ring them" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { hidden })).toBeNull());
    const [first, last] = [addParty.mock.calls[0]!, addParty.mock.lastCall!];
    expect(last[1]).toMatchObject({ role: "interpreter", number: "01632 960555", hold: false });
    expect(last[1].id).toBe(first[1].id);
  });

  it("say who is on the call, what became of whom, and who listens", async () => {
    const { user, orderCall } = await onCall({
      parties: [party(500), party(501, { state: "failed", problem: "They did not answer.", since: new Date().toISOString() }), party(502, { role: "supervisor", agent: id(2), mode: "listen", name: null, language: null, maskedNumber: null })],
    });
    const people = await screen.findByRole("list", { name: "Also on this call" });
    expect(within(people).getByText("They did not answer.")).toBeInTheDocument();
    expect(within(people).getByText("Bronwen is listening.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Leave the two alone" }));
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "leave-alone");
  });

  it("pass the call on, the free colleague first, talking first unless told otherwise", async () => {
    const transfer = vi.fn(() => Promise.resolve());
    const { user } = await onCall({}, { transfer });
    await user.keyboard("t");
    const dialog = await screen.findByRole("dialog", { hidden });
    expect(within(dialog).getByText("Pass this contact on")).toBeInTheDocument();
    expect(await within(dialog).findByRole("radio", { hidden, name: /Bronwen/ })).toBeChecked();
    await user.click(within(dialog).getByRole("checkbox", { hidden, name: "Talk with them first" }));
    expect(within(dialog).getByText(/hears that they are passed on/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole("radio", { hidden, name: "Leicestershire line" }));
    await user.click(within(dialog).getByRole("button", { hidden, name: "Pass on" }));
    expect(transfer).toHaveBeenCalledWith(id(100), { agent: null, line: "leics", skills: null, warm: false });
  });

  it("keep the line through a warm transfer, and hand over when the other is there", async () => {
    const { hear, leg, orderCall, show, user } = await onCall();
    hear(change(11, { kind: "transferred", contact: contact(100), assignment: assignment(10, 100, { state: "wrapUp" }) }));
    expect(leg.hangUp).not.toHaveBeenCalled();
    show({ hold: { since: ago(1), why: "transfer" }, handover: { from: id(1), fromAssignment: id(10), kind: "warm", to: null } });
    hear(change(12, { kind: "news", reason: "callChanged", contact: contact(100) }));
    expect(await screen.findByText(/Waiting for a colleague to answer/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Hand over" }));
    expect(orderCall).not.toHaveBeenCalled();
    show({ hold: { since: ago(2), why: "transfer" }, handover: { from: id(1), fromAssignment: id(10), kind: "warm", to: id(2) } });
    hear(change(13, { kind: "news", reason: "callChanged", contact: contact(100) }));
    expect(await screen.findByText(/Bronwen is on the line/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Hand over" }));
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "hand-over");
    expect(leg.hangUp).not.toHaveBeenCalled();
  });
});

describe("a supervisor", () => {
  it("listens with a ticket, and the screen says who hears them only once the server agrees", async () => {
    let agree!: () => void;
    const orderCall = vi.fn(() => new Promise<void>(resolve => (agree = resolve)));
    const first = snapshot({ me: { ...live.me, roles: ["supervisor"] }, contacts: [contact(120, { state: "inHand" })], assignments: [assignment(20, 120, { agent: id(2) })], agents: [] });
    const { user, services } = await openConsole({ first, api: { orderCall } });
    const join = vi.spyOn(services.call, "join");
    vi.spyOn(await import("../../src/phone/SimulatorSoftphone").then(m => m.SimulatorSoftphone.prototype), "connect").mockImplementation((_order, events) => {
      events.open();
      return Promise.resolve({ mute: vi.fn(), hangUp: vi.fn(), sendDigits: vi.fn() });
    });
    await user.click(await screen.findByRole("button", { name: "Listen to Bronwen’s call" }));
    await waitFor(() => expect(join).toHaveBeenCalledWith({ pool: "main", party: id(900), ticket: "t".repeat(32) }));
    const bar = await screen.findByRole("region", { name: "Listening" });
    expect(within(bar).getByText("Nobody hears you.")).toBeInTheDocument();
    await user.click(within(bar).getByRole("button", { name: "Speak to both" }));
    expect(within(bar).getByText("Nobody hears you.")).toBeInTheDocument();
    agree();
    expect(await within(bar).findByText("Both hear you.")).toBeInTheDocument();
    await user.click(within(bar).getByRole("button", { name: "Stop listening" }));
    expect(screen.queryByRole("region", { name: "Listening" })).toBeNull();
    expect(orderCall).toHaveBeenLastCalledWith(id(120), "leave");
  });
});
