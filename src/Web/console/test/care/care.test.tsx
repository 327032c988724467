import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { agent, ago, assignment, change, contact, id, me, snapshot, supervisor, view } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import type { ContactView } from "../../src/api/contract";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const onCall = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });
const relayUk: ContactView["access"] = { service: "relayUk", provider: null, interpreter: null, by: null, at: null };
const bslRelay: ContactView["access"] = { service: "bslRelay", provider: "SignLive", interpreter: "17", by: me.id, at: ago(10) };

describe("a relayed call", () => {
  it("known by its number says so, gives time, and keeps the silent-call help away", async () => {
    await openConsole({ first: onCall, api: { contact: () => Promise.resolve(view(100, { access: relayUk })) } });
    expect(await screen.findByText("Extra time: the relay assistant types what you say.")).toBeInTheDocument();
    expect(screen.getByText("known by the number")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Silent call?" })).toBeNull();
  });

  it("is marked in two presses, and the page shows it at once", async () => {
    const markAccess = vi.fn<Api["markAccess"]>(() => Promise.resolve());
    const read = vi.fn<Api["contact"]>().mockResolvedValueOnce(view(100)).mockResolvedValue(view(100, { access: { ...relayUk, by: me.id } }));
    const { user } = await openConsole({ first: onCall, api: { markAccess, contact: read } });
    await user.click(await screen.findByRole("button", { name: "Somebody relays this call" }));
    await user.click(screen.getByRole("button", { name: "Relay UK: they type or read" }));
    expect(markAccess).toHaveBeenCalledExactlyOnceWith(id(100), { service: "relayUk", provider: null, interpreter: null });
    expect(await screen.findByText("Through Relay UK")).toBeInTheDocument();
  });

  it("of a BSL interpreter keeps who interprets, who is not the caller", async () => {
    const markAccess = vi.fn<Api["markAccess"]>(() => Promise.resolve());
    const read = vi.fn<Api["contact"]>().mockResolvedValueOnce(view(100)).mockResolvedValue(view(100, { access: bslRelay, addressWithheld: true }));
    const { user } = await openConsole({ first: onCall, api: { markAccess, contact: read } });
    await user.click(await screen.findByRole("button", { name: "Somebody relays this call" }));
    await user.click(screen.getByRole("button", { name: "A BSL interpreter relays" }));
    await user.type(screen.getByLabelText("Service"), "SignLive");
    await user.type(screen.getByLabelText("Interpreter’s name or number"), "17{Enter}");
    expect(markAccess).toHaveBeenCalledExactlyOnceWith(id(100), { service: "bslRelay", provider: "SignLive", interpreter: "17" });
    expect(await screen.findByText(/The number is the service’s, not theirs/)).toBeInTheDocument();
    expect(screen.getByText(/The interpreter is not the caller/)).toBeInTheDocument();
    expect(screen.queryByText("They withheld their number.")).toBeNull();
  });

  it("can be taken back, and a refusal is said", async () => {
    const markAccess = vi.fn<Api["markAccess"]>(() => Promise.reject(new Problem(403, "This contact is not yours", "Nothing was changed.")));
    const { user } = await openConsole({ first: onCall, api: { markAccess, contact: () => Promise.resolve(view(100, { access: bslRelay })) } });
    await user.click(await screen.findByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("button", { name: "Nobody after all" }));
    expect(markAccess).toHaveBeenCalledExactlyOnceWith(id(100), null);
    expect(await screen.findByText(/This contact is not yours/)).toBeInTheDocument();
  });
});

describe("an abusive call", () => {
  const open = async (api: Partial<Api> = {}) => {
    const opened = await openConsole({ first: onCall, api });
    await opened.user.click(await screen.findByRole("button", { name: "This call is abusive" }));
    return { ...opened, card: within(await screen.findByRole("region", { name: "Leaving an abusive call" })) };
  };

  it.each([
    ["Hand over", "handedOver"],
    ["End the call", "ended"],
  ] as const)("shows the one warning, and %s leaves it; a break is offered", async (name, way) => {
    const leaveAbusive = vi.fn<Api["leaveAbusive"]>(() => Promise.resolve());
    const { card, user, hear, wire } = await open({ leaveAbusive });
    expect(card.getByText(/I want to help you, and I cannot while you speak to me like that/)).toBeInTheDocument();
    await user.click(card.getByRole("button", { name }));
    expect(leaveAbusive).toHaveBeenCalledExactlyOnceWith(id(100), expect.stringMatching(/^[0-9a-f]{32}$/), way);
    hear(change(11, { kind: "ended", contact: contact(100, { state: "closed", closeReason: "answered" }), assignment: assignment(10, 100, { state: "wrapUp" }) }));
    await user.click(await screen.findByRole("button", { name: "Take a break" }));
    expect(wire.calls).toContainEqual(["setStatus", "break", null]);
  });

  it("that could not be left says why, and pressed again it is the same incident", async () => {
    const leaveAbusive = vi.fn<Api["leaveAbusive"]>().mockRejectedValueOnce(new Problem(409, "Somebody is in danger on this call", "Hand it over instead.")).mockResolvedValue();
    const { card, user } = await open({ leaveAbusive });
    await user.click(card.getByRole("button", { name: "End the call" }));
    expect(await card.findByRole("alert")).toHaveTextContent("Somebody is in danger on this call");
    await user.click(card.getByRole("button", { name: "Hand over" }));
    await waitFor(() => expect(leaveAbusive).toHaveBeenCalledTimes(2));
    expect(leaveAbusive.mock.calls[1]?.[1]).toBe(leaveAbusive.mock.calls[0]?.[1]);
  });

  it("is told to the next agent, and no break is offered to them", async () => {
    await openConsole({ first: onCall, api: { contact: () => Promise.resolve(view(100, { relievedAt: ago(30) })) } });
    expect(await screen.findByText(/The agent before you asked to be relieved/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Take a break" })).toBeNull();
  });

  it("is counted for supervisors, without names, and not while there is none", async () => {
    history.replaceState(null, "", "/console/everyone");
    const first = snapshot({ me: supervisor, agents: [agent(1)] });
    const { unmount } = await openConsole({ first, api: { staffIncidents: () => Promise.resolve({ day: 1, week: 2, month: 5 }) } });
    expect(await screen.findByText("1 in 24 hours, 2 in 7 days, 5 in 30 days")).toBeInTheDocument();
    unmount();
    await openConsole({ first });
    expect(screen.queryByText(/in 24 hours/)).toBeNull();
  });
});
