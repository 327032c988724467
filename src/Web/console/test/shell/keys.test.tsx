import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { assignment, contact, id, message, snapshot, view } from "../../dev/fixtures";
import { openConsole } from "../console";

const ringingWhileWriting = snapshot({
  contacts: [contact(100), contact(101, { channel: "sms", state: "inHand" })],
  assignments: [assignment(10, 100, { state: "offered" }), assignment(11, 101, { channel: "sms" })],
});
const api = { contact: () => Promise.resolve(view(101, { channel: "sms", messages: [message(1, "hello")] })) };

// Without layout the focus trap finds nothing to focus and may hide the dialog it should show, so it is not asked for by name here.
const keyList = () => screen.findByText("Answer what is offered");

describe("single keys", () => {
  it("answer and decline what is offered", async () => {
    const { user, wire } = await openConsole({ first: ringingWhileWriting, api });
    await user.keyboard("d");
    expect(wire.calls).toContainEqual(["decline", id(10), "notNow"]);
    await user.keyboard("A");
    await waitFor(() => expect(wire.calls).toContainEqual(["accept", id(10)]));
  });

  it("never fire while somebody types", async () => {
    const { user, wire } = await openConsole({ first: ringingWhileWriting, api });
    await user.type(await screen.findByLabelText("Message"), "dad, am on my way? /");
    await user.type(await screen.findByLabelText("Notes"), "a dead end?");
    expect(wire.calls.filter(([step]) => step !== "threadOpened")).toEqual([]);
    expect(screen.queryByRole("dialog", { hidden: true })).toBeNull();
    expect(screen.getByLabelText("Message")).toHaveValue("dad, am on my way? /");
  });

  it("never fire with a modifier, or under a dialog", async () => {
    const { user, wire } = await openConsole({ first: ringingWhileWriting, api });
    await user.keyboard("{Control>}a{/Control}{Alt>}d{/Alt}");
    await user.keyboard("?");
    expect(await keyList()).toBeInTheDocument();
    await user.keyboard("a");
    expect(wire.calls.filter(([step]) => step !== "threadOpened")).toEqual([]);
  });

  it("take the focus to the outcome and to the message box", async () => {
    const { user } = await openConsole({ first: ringingWhileWriting, api });
    await screen.findByLabelText("Notes");
    await user.keyboard("o");
    expect(screen.getByLabelText("Notes")).toHaveFocus();
    (document.activeElement as HTMLElement).blur();
    await user.keyboard("/");
    expect(screen.getByLabelText("Message")).toHaveFocus();
  });

  it("list themselves", async () => {
    const { user } = await openConsole();
    await user.keyboard("?");
    expect(await keyList()).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByText("Answer what is offered")).toBeNull());
  });
});
