import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { agent, ago, assignment, change, contact, id, me, snapshot } from "../../dev/fixtures";
import { openConsole } from "../console";

const ringing = (channel: "phone" | "sms" = "phone") =>
  snapshot({
    contacts: [contact(100, { channel, waitingSince: ago(14), priority: "high" })],
    assignments: [assignment(10, 100, { channel, state: "offered", deadline: ago(-16) })],
  });
const dock = () => screen.getByRole("region", { name: "Offer" });

describe("an offer", () => {
  it("says what it is, for whom and why, and rings", async () => {
    const { sound } = await openConsole({ first: ringing() });
    expect(dock()).toHaveTextContent("Call");
    expect(dock()).toHaveTextContent("0800 line · Northamptonshire · English");
    expect(dock()).toHaveTextContent("High priority");
    expect(dock()).toHaveTextContent("You are free for this · English");
    expect(sound.rings).toBe(1);
    expect(document.title).toContain("Call for you");
  });

  it("is answered with the button, and the line joins with the ticket", async () => {
    const joined: unknown[] = [];
    const { user, wire, services } = await openConsole({ first: ringing() });
    services.call.join = order => (joined.push(order), Promise.resolve());
    await user.click(within(dock()).getByRole("button", { name: "Answer" }));
    expect(wire.calls).toContainEqual(["accept", id(10)]);
    await waitFor(() => expect(joined).toEqual([{ pool: me.pool, assignment: id(10), ticket: "t".repeat(32) }]));
  });

  it("of a text joins no line", async () => {
    const { user, services } = await openConsole({ first: ringing("sms") });
    services.call.join = () => Promise.reject(new Error("a text has no line"));
    await user.click(within(dock()).getByRole("button", { name: "Answer" }));
    expect(services.call.line.get()).toBeNull();
  });

  it("that was our own lost answer joins all the same", async () => {
    const joined: unknown[] = [];
    const { user, wire, services } = await openConsole({ first: ringing() });
    wire.accept = () => Promise.resolve({ outcome: "alreadyYours", contact: id(100), ticket: "t", message: null });
    services.call.join = order => (joined.push(order), Promise.resolve());
    await user.click(within(dock()).getByRole("button", { name: "Answer" }));
    await waitFor(() => expect(joined).toHaveLength(1));
  });

  it("taken by another says who has it", async () => {
    const { user, wire } = await openConsole({ first: ringing() });
    wire.accept = () => Promise.resolve({ outcome: "takenByAnother", contact: null, ticket: null, message: "Bronwen answered it first." });
    await user.click(within(dock()).getByRole("button", { name: "Answer" }));
    expect(await within(dock()).findByText("Bronwen answered it first.")).toBeInTheDocument();
  });

  it("is declined with a reason from the list", async () => {
    const { user, wire } = await openConsole({ first: ringing() });
    await user.click(within(dock()).getByRole("button", { name: "Decline with a reason" }));
    await user.click(await screen.findByRole("menuitem", { name: "Someone else should take this one" }));
    expect(wire.calls).toContainEqual(["decline", id(10), "someoneElse"]);
  });

  it("withdrawn says that they hung up and that nothing is left to do", async () => {
    const { hear } = await openConsole({ first: ringing() });
    hear(change(11, { kind: "withdrawn", at: ago(-106), contact: contact(100, { state: "closed", closeReason: "abandoned", waitingSince: ago(14) }), assignment: assignment(10, 100, { state: "withdrawn" }) }));
    expect(within(dock()).getByText("They hung up after 2 min. Nothing for you to do.")).toBeInTheDocument();
    expect(within(dock()).queryByRole("button", { name: "Answer" })).toBeNull();
  });

  it("missed pauses me, and one button brings me back", async () => {
    const { hear, user, wire } = await openConsole({ first: ringing() });
    hear(change(11, { kind: "lapsed", assignment: assignment(10, 100, { state: "lapsed" }) }));
    hear(change(12, { kind: "agentChanged", agent: agent(1, { status: "paused" }) }));
    expect(screen.getByRole("button", { name: /^My status: Paused/ })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "I’m back" }));
    expect(wire.calls).toContainEqual(["setStatus", "available", null]);
  });

  it("answered in my other window says so", async () => {
    const { wire } = await openConsole();
    wire.server.answeredElsewhere(id(10));
    expect(await within(dock()).findByText("Answered in your other window.")).toBeInTheDocument();
  });

  it("whose answer does not reach the server says that nothing has changed", async () => {
    const { user, wire } = await openConsole({ first: ringing() });
    wire.accept = () => Promise.reject(new Error("connection lost"));
    await user.click(within(dock()).getByRole("button", { name: "Answer" }));
    expect(await within(dock()).findByText(/did not reach the server/)).toBeInTheDocument();
    expect(within(dock()).getByRole("button", { name: "Answer" })).toBeInTheDocument();
  });
});
