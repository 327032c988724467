import { configure, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { assignment, change, contact, id, safeView, snapshot, view } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const hidden = true;
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const notSafe = new Problem(409, "It is not safe to ring them now", "They asked for texts only.", { unsafe: true });

async function writing(api: Partial<Api> = {}) {
  const opened = await openConsole({
    first: snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100, { channel: "sms", state: "active" })] }),
    api: { contact: () => Promise.resolve({ ...view(100), channel: "sms" }), ...api },
  });
  opened.services.selection.set({ assignment: id(10), focus: false });
  return opened;
}

const offer = change(11, { kind: "offered", contact: contact(700, { task: "callBack" }), assignment: assignment(70, 700, { state: "offered" }) });

describe("a call I begin", () => {
  it("comes back as an offer, and is answered without asking", async () => {
    const ringThem = vi.fn<Api["ringThem"]>(() => Promise.resolve({ contact: id(700) }));
    const { user, wire, hear } = await writing({ ringThem });
    await user.click(await screen.findByRole("button", { name: "Ring them" }));
    await waitFor(() => expect(ringThem).toHaveBeenCalledWith(id(100), { request: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), despiteRules: false }));
    hear(offer);
    await waitFor(() => expect(wire.calls).toContainEqual(["accept", id(70)]));
  });

  it("is answered also when its offer came first", async () => {
    let ring: (reply: { contact: string }) => void = () => undefined;
    const { user, wire, hear } = await writing({ ringThem: () => new Promise(resolve => (ring = resolve)) });
    await user.click(await screen.findByRole("button", { name: "Ring them" }));
    hear(offer);
    expect(wire.calls).not.toContainEqual(["accept", id(70)]);
    ring({ contact: id(700) });
    await waitFor(() => expect(wire.calls).toContainEqual(["accept", id(70)]));
  });

  it("says why it is not safe, and leads to a second person", async () => {
    const ringThem = vi.fn<Api["ringThem"]>((_contact, { despiteRules }) => (despiteRules ? Promise.resolve({ contact: id(700) }) : Promise.reject(notSafe)));
    const { user } = await writing({ ringThem });
    await user.click(await screen.findByRole("button", { name: "Ring them" }));
    expect(await screen.findByText(/They asked for texts only/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Ask a second person…" }));
    await waitFor(() => expect(ringThem).toHaveBeenLastCalledWith(id(100), expect.objectContaining({ despiteRules: true })));
    expect(ringThem.mock.calls[1]![1].request).toBe(ringThem.mock.calls[0]![1].request);
  });

  it("to a number keeps what was typed when it is refused", async () => {
    const callNumber = vi.fn<Api["callNumber"]>(() => Promise.reject(new Problem(422, "This number cannot be rung", "Type the whole number.")));
    const { user } = await openConsole({ api: { callNumber } });
    await user.click(await screen.findByRole("button", { name: "Call a number" }));
    const dialog = await screen.findByRole("dialog", { hidden });
    await user.type(within(dialog).getByLabelText("Whom to ring"), "01632 960555");
    await user.click(within(dialog).getByRole("button", { hidden, name: "Ring" }));
    expect(await within(dialog).findByText(/This number cannot be rung/)).toBeInTheDocument();
    expect(within(dialog).getByLabelText("Whom to ring")).toHaveValue("01632 960555");
    callNumber.mockImplementation(() => Promise.resolve({ contact: id(700) }));
    await user.click(within(dialog).getByRole("button", { hidden, name: "Ring" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { hidden })).toBeNull());
  });
});

describe("a call that the person's rules refuse", () => {
  it("is asked for where the refusal stands, and rung once a second person agreed", async () => {
    const askOverride = vi.fn<Api["askOverride"]>(() => Promise.resolve());
    const ringAgain = vi.fn(() => Promise.resolve());
    const standing = { id: id(600), kind: "call" as const, message: null, askedBy: id(1), askedAt: new Date().toISOString(), decidedBy: id(2), state: "approved" as const, until: new Date(Date.now() + 600_000).toISOString() };
    let approved = false;
    const opened = await openConsole({
      first: snapshot({ contacts: [contact(100, { state: "inHand", task: "callBack" })], assignments: [assignment(10, 100)] }),
      api: {
        task: () => Promise.resolve({ task: "callBack", at: new Date().toISOString(), seconds: null, isHere: false, tries: [{ state: "refused", at: new Date().toISOString(), problem: "They were not rung." }], mayRingAgain: true, begunBy: id(1) }),
        safeContact: of => Promise.resolve(safeView(of, { overrides: approved ? [standing] : [] })),
        askOverride,
        ringAgain,
      },
    });
    opened.services.selection.set({ assignment: id(10), focus: false });
    await screen.findByRole("button", { name: "Ask to ring anyway" });
    expect(screen.queryByRole("button", { name: "Ring them" })).toBeNull();
    await opened.user.click(screen.getByRole("button", { name: "Ask to ring anyway" }));
    await opened.user.type(screen.getByLabelText("Why must they be rung all the same?"), "Their doctor asks us to.");
    approved = true;
    await opened.user.click(screen.getByRole("button", { name: "Ask a supervisor" }));
    expect(askOverride).toHaveBeenCalledWith(id(100), { kind: "call", message: null, reason: "Their doctor asks us to." });
    expect(await screen.findByText(/A supervisor approved it. Ring them now/)).toBeInTheDocument();
    await opened.user.click(screen.getByRole("button", { name: "Ring them" }));
    expect(ringAgain).toHaveBeenCalledWith(id(100));
  });
});
