import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { agent, ago, assignment, change, contact, id, message, snapshot, view } from "../../dev/fixtures";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const first = (state: "active" | "connecting" = "active") =>
  snapshot({ contacts: [contact(101, { channel: "sms", state: "inHand" })], assignments: [assignment(11, 101, { channel: "sms", state })], agents: [agent(1)] });
const said = [message(1, "hello?"), message(2, "I am here", { inbound: false, author: id(1), delivery: "undelivered", problem: "Their phone could not be reached. Write it again later." })];
const contactOf = (messages = said) => () => Promise.resolve(view(101, { channel: "sms", messages }));

describe("a conversation", () => {
  it("says who wrote what, and shows a failure as something to act on", async () => {
    const { user } = await openConsole({ first: first(), api: { contact: contactOf() } });
    const log = await screen.findByRole("log", { name: "Conversation" });
    expect(within(log).getByText("hello?")).toBeInTheDocument();
    expect(within(log).getByText("Not delivered")).toBeInTheDocument();
    expect(within(log).getByText("Their phone could not be reached. Write it again later.")).toBeInTheDocument();
    await user.click(within(log).getByRole("button", { name: "Write it again" }));
    expect(screen.getByLabelText("Message")).toHaveValue("I am here");
    expect(screen.getByLabelText("Message")).toHaveFocus();
  });

  it("tells the server that it is on screen, once it is", async () => {
    let show: () => void = () => undefined;
    const { wire } = await openConsole({ first: first("connecting"), api: { contact: () => new Promise(resolve => (show = () => resolve(view(101, { channel: "sms" })))) } });
    expect(wire.calls).toEqual([]);
    show();
    await waitFor(() => expect(wire.calls).toEqual([["threadOpened", id(11)]]));
  });

  it("is fetched again when there is news of it", async () => {
    const fetched = vi.fn(contactOf());
    const { hear } = await openConsole({ first: first(), api: { contact: fetched } });
    await screen.findByText("hello?");
    fetched.mockImplementation(contactOf([...said, message(3, "are you still there")]));
    hear(change(11, { kind: "news", reason: "messageReceived", contact: contact(101, { channel: "sms", state: "inHand" }) }));
    expect(await screen.findByText("are you still there")).toBeInTheDocument();
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("that cannot be fetched says why, and how to try again", async () => {
    let fails = true;
    const { user } = await openConsole({ first: first(), api: { contact: () => (fails ? Promise.reject(new Problem(503, "Not possible at the moment", "The database is away.")) : contactOf()()) } });
    expect(await screen.findByText("Not possible at the moment. The database is away.")).toBeInTheDocument();
    fails = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("hello?")).toBeInTheDocument();
  });
});

describe("the message box", () => {
  it("sends with Ctrl+Enter, empties itself and shows the message at once", async () => {
    const send = vi.fn(() => new Promise<void>(() => undefined));
    const { user } = await openConsole({ first: first(), api: { contact: contactOf(), send } });
    await user.type(await screen.findByLabelText("Message"), "Take your time.{Control>}{Enter}{/Control}");
    expect(send).toHaveBeenCalledTimes(1);
    expect(screen.getByLabelText("Message")).toHaveValue("");
    expect(within(screen.getByRole("log")).getByText("Take your time.")).toBeInTheDocument();
    expect(screen.getByText("Sending…")).toBeInTheDocument();
  });

  it("makes a new line with Enter alone", async () => {
    const send = vi.fn(() => Promise.resolve());
    const { user } = await openConsole({ first: first(), api: { contact: contactOf(), send } });
    await user.type(await screen.findByLabelText("Message"), "one{Enter}two");
    expect(screen.getByLabelText("Message")).toHaveValue("one\ntwo");
    expect(send).not.toHaveBeenCalled();
  });

  it("says in the thread that a message waits when the server is away", async () => {
    const { user } = await openConsole({ first: first(), api: { contact: contactOf(), send: () => Promise.reject(new Problem(0, "away", "")) } });
    await user.type(await screen.findByLabelText("Message"), "hello");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/Not sent yet\. It goes by itself/)).toBeInTheDocument();
  });

  it("keeps half a sentence through a reload, until the contact is over", async () => {
    const opened = await openConsole({ first: first(), api: { contact: contactOf() } });
    await opened.user.type(await screen.findByLabelText("Message"), "Are you");
    opened.unmount();
    const again = await openConsole({ first: first(), api: { contact: contactOf() } });
    expect(await screen.findByLabelText("Message")).toHaveValue("Are you");
    again.hear(change(11, { kind: "ended", contact: contact(101, { channel: "sms", state: "closed", waitingSince: ago(9) }), assignment: assignment(11, 101, { channel: "sms", state: "wrapUp" }) }));
    expect(screen.queryByLabelText("Message")).toBeNull();
    expect(Object.keys(localStorage).filter(key => key.includes("message"))).toEqual([]);
  });

  it("does not send an empty message, nor one that is too long", async () => {
    const { user, services } = await openConsole({ first: first(), api: { contact: contactOf(), send: () => Promise.reject(new Error("sent")) } });
    await user.click(await screen.findByRole("button", { name: "Send" }));
    services.drafts.write(id(101), "x".repeat(1601));
    expect(await screen.findByText("1 characters too long")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(services.outgoing.pending.get()).toEqual([]);
  });
});
