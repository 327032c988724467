import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { agent, assignment, change, contact, id, message, now, safeView, snapshot, view } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import type { SafeContactForm } from "../../src/api/contract";
import { Problem } from "../../src/api/problem";
import { emptyRules } from "../../src/safe/rules";
import { openConsole } from "../console";

const first = snapshot({ contacts: [contact(101, { channel: "sms", state: "inHand" })], assignments: [assignment(11, 101, { channel: "sms" })], agents: [agent(1)] });
const rules: SafeContactForm = { ...emptyRules, kinds: ["text"], wording: "say you are the dentist", note: "works nights", safeWord: "apple" };
const known = safeView(id(101), { version: 2, rules, summary: "texts only, 9 to 17 on weekdays", by: id(2), at: new Date(now).toISOString() });

async function open(api: Partial<Api> = {}) {
  const opened = await openConsole({ first, api: { contact: () => Promise.resolve(view(101, { channel: "sms" })), ...api } });
  const band = await screen.findByRole("region", { name: "Safe contact" });
  await within(band).findByText("Safe contact:");
  return { ...opened, band };
}

describe("the band", () => {
  it("stands first, and says what to ask while nobody has", async () => {
    const { band } = await open();
    expect(band).toHaveTextContent("Not asked yet");
    expect(band).toHaveTextContent("Ask how it is safe to reach them.");
    const aside = screen.getByRole("complementary");
    expect(aside.firstElementChild).toBe(band);
  });

  it("says in one line what is safe, and what to say", async () => {
    const { band } = await open({ safeContact: () => Promise.resolve(known) });
    expect(band).toHaveTextContent("Safe contact: texts only, 9 to 17 on weekdays");
    expect(band).toHaveTextContent("“say you are the dentist”");
    expect(band).toHaveTextContent("Safe word: apple");
  });

  it("says when their words have run out, and shows them no more as true", async () => {
    const { band } = await open({ safeContact: () => Promise.resolve({ ...known, summary: null, hasLapsed: true }) });
    expect(band).toHaveTextContent("What they said has run out.");
    expect(band).not.toHaveTextContent("dentist");
  });

  it("says that others at the address have rules too", async () => {
    const { band } = await open({ safeContact: () => Promise.resolve(safeView(id(101), { otherRules: 1, summary: "calls only" })) });
    expect(band).toHaveTextContent("Somebody else at this address has rules too.");
  });

  it("is read again when there is news of the contact", async () => {
    const safeContact = vi.fn(() => Promise.resolve(safeView(id(101))));
    const { band, hear } = await open({ safeContact });
    safeContact.mockResolvedValue(known);
    hear(change(11, { kind: "news", reason: "safeContactChanged", contact: contact(101, { channel: "sms", state: "inHand" }) }));
    await waitFor(() => expect(band).toHaveTextContent("texts only"));
  });

  it("that cannot be read says why", async () => {
    await openConsole({ first, api: { contact: () => Promise.resolve(view(101, { channel: "sms" })), safeContact: () => Promise.reject(new Problem(503, "Not possible at the moment", "The records are away.")) } });
    const band = screen.getByRole("region", { name: "Safe contact" });
    expect(await within(band).findByText(/The records are away\./)).toBeInTheDocument();
  });
});

describe("the form", () => {
  it("writes down what they said with a few presses", async () => {
    const saveSafeContact = vi.fn<Api["saveSafeContact"]>((contactId, r) => Promise.resolve(safeView(contactId, { version: 1, rules: r, summary: "texts only" })));
    const { user, band } = await open({ saveSafeContact });
    await user.click(within(band).getByRole("button", { name: "Write it down" }));
    const form = within(band).getByRole("form", { name: "How is it safe to reach you?" });
    await user.click(within(form).getByRole("button", { name: "Text" }));
    await user.click(within(form).getByRole("button", { name: "Add a time" }));
    await user.click(within(form).getByRole("button", { name: "Fri" }));
    await user.type(within(form).getByLabelText("What to say"), "say you are the dentist");
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(saveSafeContact).toHaveBeenCalledTimes(1));
    expect(saveSafeContact.mock.calls[0]).toEqual([
      id(101),
      { ...emptyRules, kinds: ["text"], times: [{ days: ["monday", "tuesday", "wednesday", "thursday"], from: 540, to: 1020 }], wording: "say you are the dentist" },
      0,
    ]);
    expect(await within(band).findByText("texts only", { exact: false })).toBeInTheDocument();
    expect(within(band).queryByRole("form")).toBeNull();
  });

  it("begins with nothing allowed, and shows what belongs to calls only for calls", async () => {
    const { user, band } = await open();
    await user.click(within(band).getByRole("button", { name: "Write it down" }));
    expect(within(band).getByText("Nothing is chosen, so nothing will go out.")).toBeInTheDocument();
    expect(within(band).queryByLabelText("A voicemail may be left")).toBeNull();
    await user.click(within(band).getByRole("button", { name: "Call" }));
    expect(within(band).getByLabelText("A voicemail may be left")).not.toBeChecked();
    expect(within(band).getByLabelText("Our number must not show")).toBeChecked();
  });

  it("is gone through by keyboard, and Escape gives it up", async () => {
    const { user, band } = await open();
    within(band).getByRole("button", { name: "Write it down" }).focus();
    await user.keyboard("{Enter}");
    expect(within(band).getByRole("button", { name: "Call" })).toHaveFocus();
    await user.keyboard(" ");
    expect(within(band).getByRole("button", { name: "Call" })).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("{Escape}");
    expect(within(band).queryByRole("form")).toBeNull();
  });

  it("keeps half of it through a reload, and nothing after it is given up", async () => {
    const opened = await open();
    await opened.user.click(within(opened.band).getByRole("button", { name: "Write it down" }));
    await opened.user.type(within(opened.band).getByLabelText("What to say"), "say you");
    opened.unmount();
    const again = await open();
    expect(await within(again.band).findByLabelText("What to say")).toHaveValue("say you");
    await again.user.click(within(again.band).getByRole("button", { name: "Cancel" }));
    expect(Object.keys(localStorage).filter(key => key.includes("safe."))).toEqual([]);
  });

  it("does not save a time that means nothing", async () => {
    const saveSafeContact = vi.fn();
    const { user, band } = await open({ safeContact: () => Promise.resolve({ ...known, rules: { ...rules, times: [{ days: [], from: 60, to: 120 }] } }), saveSafeContact });
    await user.click(within(band).getByRole("button", { name: "Change" }));
    await user.click(within(band).getByRole("button", { name: "Save" }));
    expect(within(band).getByRole("alert")).toHaveTextContent("Time 1 needs at least one day");
    expect(saveSafeContact).not.toHaveBeenCalled();
  });

  it("says when somebody wrote it meanwhile, and saves over it only knowingly", async () => {
    const saveSafeContact = vi.fn<Api["saveSafeContact"]>().mockRejectedValueOnce(new Problem(409, "Somebody wrote this down since you opened it", "Read it."));
    saveSafeContact.mockResolvedValue(known);
    const { user, band } = await open({ safeContact: vi.fn().mockResolvedValueOnce(safeView(id(101))).mockResolvedValue(known), saveSafeContact });
    await user.click(within(band).getByRole("button", { name: "Write it down" }));
    await user.click(within(band).getByRole("button", { name: "Save" }));
    expect(await within(band).findByRole("alert")).toHaveTextContent("Somebody wrote this down since you opened it.");
    await waitFor(() => expect(band).toHaveTextContent("say you are the dentist"));
    await user.click(within(band).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(saveSafeContact.mock.calls.map(call => call[2])).toEqual([0, 2]));
  });
});

describe("a message that is not safe", () => {
  const refused = safeView(id(101), { summary: "calls only", version: 1, rules, now: [{ kind: "text", allowed: false, reason: "They asked for calls only.", nextSafe: null }] });
  const said = [message(2, "Are you there?", { inbound: false, author: id(1), delivery: "failed", problem: "They asked for calls only.", refusedAsUnsafe: true })];
  const unsafe = { contact: () => Promise.resolve(view(101, { channel: "sms", messages: said })), safeContact: () => Promise.resolve(refused) };

  it("is said above the box before it is written", async () => {
    await open({ safeContact: () => Promise.resolve(refused) });
    expect(await screen.findByText("It would not be sent now.")).toBeInTheDocument();
    expect(screen.getByText(/They asked for calls only\./)).toBeInTheDocument();
  });

  it("is not said when it would go", async () => {
    await open();
    expect(screen.queryByText("It would not be sent now.")).toBeNull();
  });

  it("can be asked for, with a reason", async () => {
    const askOverride = vi.fn<Api["askOverride"]>(() => Promise.resolve());
    const { user } = await open({ ...unsafe, askOverride });
    const log = await screen.findByRole("log");
    expect(within(log).queryByRole("button", { name: "Write it again" })).toBeNull();
    await user.click(within(log).getByRole("button", { name: "Ask to send anyway" }));
    await user.click(within(log).getByRole("button", { name: "Ask a supervisor" }));
    expect(askOverride).not.toHaveBeenCalled();
    await user.type(within(log).getByLabelText("Why must it go all the same?"), "the hospital rang");
    await user.click(within(log).getByRole("button", { name: "Ask a supervisor" }));
    expect(askOverride).toHaveBeenCalledWith(id(101), { kind: "text", message: id(2), reason: "the hospital rang" });
  });

  it.each([
    ["open", "A supervisor has been asked.", false],
    ["refused", "Bronwen decided that it must not go.", true],
    ["expired", "Nobody decided in time, so it was not sent.", true],
  ] as const)("that was asked for and is %s says so", async (state, words, again) => {
    const standing = { id: id(900), kind: "text", message: id(2), askedBy: id(1), askedAt: new Date(now).toISOString(), decidedBy: state === "refused" ? id(2) : null, state, until: new Date(now).toISOString() } as const;
    await open({ ...unsafe, safeContact: () => Promise.resolve({ ...refused, overrides: [standing] }) });
    const log = await screen.findByRole("log");
    expect(await within(log).findByText(words, { exact: false })).toBeInTheDocument();
    expect(within(log).queryByRole("button", { name: "Ask to send anyway" }) !== null).toBe(again);
  });
});
