import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ago, agent, assignment, callView, change, contact, dangerNote, dangerView, id, message, now, party, snapshot, supervisor, view } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import type { DangerView, OpenDanger } from "../../src/api/contract";
import { Problem } from "../../src/api/problem";
import { momentOf } from "../../src/danger/moment";
import { openConsole } from "../console";

const onCall = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });
const texting = snapshot({ contacts: [contact(101, { channel: "sms", state: "inHand" })], assignments: [assignment(11, 101, { channel: "sms" })] });
const thread = view(101, { channel: "sms", messages: [message(1, "he is outside the door")] });

const button = () => screen.findByRole("button", { name: /^Imminent danger/ });
const care = () => screen.findByRole("region", { name: "Imminent danger" });
const step = async (name: string) => within(await care()).getByRole("group", { name });

afterEach(() => vi.useRealTimers());

describe("raising imminent danger", () => {
  it.each([
    ["a call", onCall, id(100), {}],
    ["a text", texting, id(101), { contact: () => Promise.resolve(thread) }],
  ])("is one press in %s, and shows what to do", async (_, first, contactId, more) => {
    const raiseDanger = vi.fn<Api["raiseDanger"]>(contact => Promise.resolve([dangerView(900, { contact })]));
    const { user } = await openConsole({ first, api: { raiseDanger, ...more } });
    await user.click(await button());
    expect(raiseDanger).toHaveBeenCalledExactlyOnceWith(contactId);
    expect(await screen.findByText("Stay with them.")).toBeInTheDocument();
    for (const what of ["Who is in danger", "Where they are", "What is happening", "Do they agree to 999 being called?", "999 called", "Does the person know?"]) expect(await step(what)).toBeInTheDocument();
    expect(within(await care()).queryByRole("button", { name: /Close the danger/ })).toBeNull();
    expect(await care()).toHaveFocus();
  });

  it("is one key, which typing never presses", async () => {
    const raiseDanger = vi.fn<Api["raiseDanger"]>(contact => Promise.resolve([dangerView(900, { contact })]));
    const { user } = await openConsole({ first: texting, api: { raiseDanger, contact: () => Promise.resolve(thread) } });
    await user.type(await screen.findByLabelText("Message"), "Stay there! I am with you!");
    expect(raiseDanger).not.toHaveBeenCalled();
    await user.click(await screen.findByRole("log"));
    await user.keyboard("!");
    expect(raiseDanger).toHaveBeenCalledExactlyOnceWith(id(101));
  });

  it("is tried until the server has it, and says so meanwhile", async () => {
    const raiseDanger = vi.fn<Api["raiseDanger"]>().mockRejectedValueOnce(new Problem(0, "The server cannot be reached.", "")).mockResolvedValue([dangerView(900)]);
    const { user } = await openConsole({ first: onCall, api: { raiseDanger } });
    await user.click(await button());
    expect(await screen.findByText(/^Not told yet, and being tried again/)).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText("Stay with them.")).toBeInTheDocument(), { timeout: 5000 });
    expect(raiseDanger).toHaveBeenCalledTimes(2);
  });

  it("that may not be says why, and is not tried for ever", async () => {
    const raiseDanger = vi.fn<Api["raiseDanger"]>(() => Promise.reject(new Problem(403, "This contact is not yours", "Nothing was changed.")));
    const { user } = await openConsole({ first: onCall, api: { raiseDanger } });
    await user.click(await button());
    expect(await screen.findByText("This contact is not yours. Nothing was changed.")).toBeInTheDocument();
    expect(raiseDanger).toHaveBeenCalledTimes(1);
  });
});

describe("while it is open", () => {
  const opened = (danger: DangerView, api: Partial<Api> = {}, first = onCall) => openConsole({ first, api: { dangers: () => Promise.resolve([danger]), ...api } });

  it.each([
    ["every supervisor sees it", {}, [], "Every supervisor sees this now."],
    ["who is joining", {}, [dangerNote(1, { step: "joining", by: id(2) })], "Bronwen is joining."],
    ["who is on the line", { parties: [party(500, { role: "supervisor", agent: id(2), mode: "listen" })] }, [dangerNote(1, { step: "joining", by: id(2) })], "Bronwen is on the line."],
  ])("the agent reads %s", async (_, call, notes, words) => {
    await opened(dangerView(900, { raisedAt: new Date(now).toISOString(), notes: [...notes] }), { call: () => Promise.resolve(callView(100, call)) });
    expect(await screen.findByText(words, { exact: false })).toBeInTheDocument();
  });

  it("the agent hears what to do when nobody joins", async () => {
    await opened(dangerView(900, { raisedAt: ago(3600) }));
    expect(await screen.findByText(/No supervisor has answered yet/)).toBeInTheDocument();
  });

  it("each step is written, and a correction leaves what stood before", async () => {
    const first = dangerNote(1, { step: "where", text: "at the bus station" });
    const writeDanger = vi.fn<Api["writeDanger"]>(() => Promise.resolve([dangerView(900, { notes: [first, dangerNote(2, { step: "where", text: "at the railway station", by: id(2) })] })]));
    const { user } = await opened(dangerView(900, { notes: [first] }), { writeDanger });
    await user.click(within(await step("Where they are")).getByRole("button", { name: /Correct or add/ }));
    await user.type(within(await step("Where they are")).getByRole("textbox"), "at the railway station{Enter}");
    expect(writeDanger.mock.calls[0]?.[2].entry).toMatchObject({ step: "where", text: "at the railway station" });
    const where = await step("Where they are");
    await waitFor(() => expect(where).toHaveTextContent("1 earlier entry"));
    expect(where).toHaveTextContent("Bronwen, ");
    expect(where).toHaveTextContent("at the bus station");
  });

  it("what is typed survives a failure, and pressing again is the same entry", async () => {
    const writeDanger = vi.fn<Api["writeDanger"]>().mockRejectedValueOnce(new Problem(503, "Not possible at the moment", "Try again.")).mockResolvedValue([dangerView(900)]);
    const { user } = await opened(dangerView(900), { writeDanger });
    const box = within(await step("Who is in danger")).getByRole("textbox");
    await user.type(box, "a girl of 9{Enter}");
    expect(await within(await step("Who is in danger")).findByRole("alert")).toHaveTextContent("Not possible at the moment");
    expect(box).toHaveValue("a girl of 9");
    await user.type(box, "{Enter}");
    await waitFor(() => expect(writeDanger).toHaveBeenCalledTimes(2));
    expect(writeDanger.mock.calls[1]?.[2].id).toBe(writeDanger.mock.calls[0]?.[2].id);
  });

  it("consent, the 999 call and telling are kept as they are pressed", async () => {
    const writeDanger = vi.fn<Api["writeDanger"]>(() => Promise.resolve([dangerView(900)]));
    const { user } = await opened(dangerView(900), { writeDanger });
    await user.click(within(await step("Do they agree to 999 being called?")).getByRole("button", { name: "A child is at risk" }));
    await user.click(within(await step("Does the person know?")).getByRole("button", { name: "Not told: it would be unsafe" }));
    await user.click(within(await step("999 called")).getByRole("button", { name: "Note the call" }));
    const called = await step("999 called");
    expect(within(called).getByLabelText("Who called")).toHaveValue("Amina");
    await user.type(within(called).getByLabelText("Their reference"), "NP-417");
    await user.click(within(called).getByRole("button", { name: "Save" }));
    expect(writeDanger.mock.calls.map(([, , { entry }]) => [entry.step, entry.choice, entry.calledBy, entry.reference])).toEqual([
      ["consent", "childAtRisk", null, null],
      ["told", "unsafeToTell", null, null],
      ["called", null, "Amina", "NP-417"],
    ]);
    expect(Number.isNaN(Date.parse(writeDanger.mock.calls[2]?.[2].entry.calledAt ?? ""))).toBe(false);
  });

  it("from an earlier contact of the number is shown, and can be raised anew", async () => {
    await opened(dangerView(900, { contact: id(77) }));
    expect(await screen.findByText(/From an earlier contact of this number/)).toBeInTheDocument();
    expect(await button()).toBeEnabled();
  });

  it("news of it is read, and a closed one says so in a line", async () => {
    const dangers = vi.fn<Api["dangers"]>().mockResolvedValueOnce([dangerView(900)]).mockResolvedValue([dangerView(900, { closedBy: id(2), closedAt: ago(5) })]);
    const { hear } = await openConsole({ first: onCall, api: { dangers } });
    await care();
    hear(change(11, { kind: "news", reason: "dangerChanged", contact: contact(100, { state: "inHand" }) }));
    expect(await screen.findByText(/Imminent danger: Closed by Bronwen/)).toBeInTheDocument();
    expect(screen.queryByText("Stay with them.")).toBeNull();
  });
});

describe("supervisors", () => {
  const open: OpenDanger = { id: id(900), contact: id(100), line: "northants", channel: "phone", state: "inHand", raisedBy: id(2), raisedAt: ago(42), joining: null, called: false, returned: null };
  const first = snapshot({ me: supervisor, agents: [agent(1), agent(2)], contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100, { agent: id(2) })] });
  const bar = () => screen.findByRole("region", { name: "Imminent danger, open" });

  it.each(["/console", "/console/everyone"])("see it at the top of %s, with words", async page => {
    history.replaceState(null, "", page);
    const { sound } = await openConsole({ first, api: { openDangers: () => Promise.resolve([open]) } });
    for (const words of ["Imminent danger", "Call, 0800 line", "with Bronwen", "by Bronwen", "999 not called yet", "No supervisor is joining yet"]) expect(await bar()).toHaveTextContent(words);
    expect(sound).toBeDefined();
  });

  it("get it as it is raised, and it stays until it is closed", async () => {
    const openDangers = vi.fn<Api["openDangers"]>().mockResolvedValueOnce([]).mockResolvedValueOnce([open]).mockResolvedValue([]);
    const { hear } = await openConsole({ first, api: { openDangers } });
    await waitFor(() => expect(openDangers).toHaveBeenCalledTimes(1));
    expect(screen.queryByRole("region", { name: "Imminent danger, open" })).toBeNull();
    hear(change(11, { kind: "news", reason: "dangerChanged", contact: contact(100, { state: "inHand" }) }));
    expect(await bar()).toBeInTheDocument();
    hear(change(12, { kind: "news", reason: "dangerChanged", contact: contact(100, { state: "inHand" }) }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Imminent danger, open" })).toBeNull());
  });

  it("join the call, say so, and close it with a line", async () => {
    const writeDanger = vi.fn<Api["writeDanger"]>(() => Promise.resolve([dangerView(900)]));
    const closeDanger = vi.fn<Api["closeDanger"]>(() => Promise.resolve([dangerView(900, { closedBy: id(1), closedAt: ago(0) })]));
    const listen = vi.fn<Api["listen"]>(() => Promise.reject(new Problem(409, "There is no call to listen to", "")));
    const { user } = await openConsole({ first, api: { openDangers: () => Promise.resolve([open]), dangers: () => Promise.resolve([dangerView(900)]), writeDanger, closeDanger, listen } });
    await user.click(within(await bar()).getByRole("button", { name: "Join" }));
    expect(writeDanger.mock.calls[0]?.[2].entry.step).toBe("joining");
    expect(listen).toHaveBeenCalledExactlyOnceWith(id(100));
    await user.click(within(await care()).getByRole("button", { name: /Close the danger/ }));
    await user.click(within(await care()).getByRole("button", { name: "Close the danger" }));
    expect(closeDanger).not.toHaveBeenCalled();
    await user.type(within(await care()).getByLabelText("Why is it over?"), "Police are with them{Enter}");
    expect(closeDanger).toHaveBeenCalledExactlyOnceWith(id(100), id(900), "Police are with them");
  });

  it("are told when the list may be old, and that the person is back", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const openDangers = vi.fn<Api["openDangers"]>().mockResolvedValueOnce([{ ...open, state: "closed", contact: id(70), returned: id(100) }]).mockRejectedValue(new Problem(0, "away", ""));
    await openConsole({ first, api: { openDangers } });
    expect(await bar()).toHaveTextContent("they are back: with Bronwen");
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/This list may be old/)).toBeInTheDocument();
  });

  it("agents who do not supervise never ask", async () => {
    const openDangers = vi.fn<Api["openDangers"]>(() => Promise.resolve([open]));
    await openConsole({ first: onCall, api: { openDangers } });
    await button();
    expect(openDangers).not.toHaveBeenCalled();
  });
});

describe("a time of day", () => {
  it("is the last moment the clock showed it", () => {
    const at = new Date(2026, 10, 21, 0, 5).getTime();
    expect(momentOf("00:03", at)).toBe(new Date(2026, 10, 21, 0, 3).toISOString());
    expect(momentOf("23:58", at)).toBe(new Date(2026, 10, 20, 23, 58).toISOString());
    expect(momentOf("", at)).toBeNull();
  });
});
