import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeApi, outcomeView } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import type { OutcomeForm } from "../../src/api/contract";
import { Problem } from "../../src/api/problem";
import { emptyForm, mergeForms } from "../../src/outcome/form";
import { OutcomeDraft } from "../../src/outcome/OutcomeDraft";
import { Keep } from "../../src/session/keep";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const stale = new Problem(409, "Another window saved this outcome since", "Nothing was saved.");

async function open(change: Partial<Api> = {}) {
  const api = fakeApi(change);
  const save = vi.spyOn(api, "saveOutcome");
  const draft = new OutcomeDraft("a", api, new Keep(localStorage));
  await draft.load();
  return { draft, save, state: () => draft.state.get() };
}

describe("an outcome", () => {
  it("is saved once, a moment after the typing stops", async () => {
    const { draft, save, state } = await open();
    draft.change({ notes: "T" });
    await vi.advanceTimersByTimeAsync(300);
    draft.change({ notes: "Two" });
    await vi.advanceTimersByTimeAsync(599);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledExactlyOnceWith("a", { ...emptyForm, notes: "Two" }, 1);
    expect(state().savedAt).not.toBeNull();
    expect(localStorage).toHaveLength(0);
  });

  it("is saved at the revision the last save gave", async () => {
    const { draft, save } = await open();
    draft.change({ notes: "one" });
    await vi.advanceTimersByTimeAsync(600);
    draft.change({ notes: "two" });
    await vi.advanceTimersByTimeAsync(600);
    expect(save.mock.calls.map(call => call[2])).toEqual([1, 2]);
  });

  it("typed while a save is on its way is saved after it, not over it", async () => {
    let finish: () => void = () => undefined;
    const { draft, save } = await open({ saveOutcome: (_a, _f, revision) => new Promise(resolve => (finish = () => resolve({ result: "saved", revision: revision + 1, problems: [] }))) });
    draft.change({ notes: "one" });
    await vi.advanceTimersByTimeAsync(600);
    draft.change({ notes: "one two" });
    await vi.advanceTimersByTimeAsync(600);
    expect(save).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(600);
    expect(save).toHaveBeenCalledTimes(2);
    expect(save.mock.calls[1]?.[1].notes).toBe("one two");
  });

  it("that another window saved too keeps both, and is saved again", async () => {
    let views = 0;
    const { draft, save, state } = await open({
      outcome: () => Promise.resolve(views++ === 0 ? outcomeView(0) : outcomeView(0, { risk: "high", notes: "from there" }, { revision: 7 })),
      saveOutcome: (_a, _f, revision) => (revision === 7 ? Promise.resolve({ result: "saved", revision: 8, problems: [] }) : Promise.reject(stale)),
    });
    draft.change({ notes: "from here", contactType: "victim" });
    await vi.advanceTimersByTimeAsync(700);
    expect(state().form).toEqual({ ...emptyForm, contactType: "victim", risk: "high", notes: "from there\n\nfrom here" });
    expect(state().merged).toBe(true);
    expect(save.mock.lastCall?.[2]).toBe(7);
    expect(state().problem).toBeNull();
  });

  it("stays in this browser while the server is away, is tried again, and survives a reload", async () => {
    const away = new Problem(0, "away", "");
    const { draft, state } = await open({ saveOutcome: () => Promise.reject(away) });
    draft.change({ notes: "what she said" });
    await vi.advanceTimersByTimeAsync(600);
    expect(state().problem).toMatch(/kept here and tried again/);
    const again = await open();
    expect(again.state().form.notes).toBe("what she said");
    await vi.advanceTimersByTimeAsync(0);
    expect(again.save).toHaveBeenCalledTimes(1);
    expect(localStorage).toHaveLength(0);
  });

  it("is sent a last time as the page goes", async () => {
    const { draft, save } = await open();
    draft.change({ notes: "half a sent" });
    draft.closing();
    expect(save).toHaveBeenCalledExactlyOnceWith("a", { ...emptyForm, notes: "half a sent" }, 1, true);
  });

  it("is logged after what was typed is saved", async () => {
    const order: string[] = [];
    const { draft, state } = await open({
      saveOutcome: (_a, _f, revision) => (order.push("save"), Promise.resolve({ result: "saved", revision: revision + 1, problems: [] })),
      logOutcome: () => (order.push("log"), Promise.resolve({ result: "logged", missing: [] })),
    });
    draft.change({ outcome: "advice_only" });
    expect(await draft.log()).toBe(true);
    expect(order).toEqual(["save", "log"]);
    expect(state().logged).toBe(true);
  });

  it("that is incomplete says what is missing, until it is filled in", async () => {
    const { draft, state } = await open({ logOutcome: () => Promise.resolve({ result: "incomplete", missing: ["contactType", "risk"] }) });
    expect(await draft.log()).toBe(false);
    expect(state().missing).toEqual(["contactType", "risk"]);
    draft.change({ risk: "high" });
    expect(state().missing).toEqual(["contactType"]);
  });

  it("that could not be saved is not logged", async () => {
    const log = vi.fn();
    const { draft } = await open({ saveOutcome: () => Promise.reject(new Problem(0, "away", "")), logOutcome: log });
    draft.change({ notes: "x" });
    expect(await draft.log()).toBe(false);
    expect(log).not.toHaveBeenCalled();
  });

  it("once logged changes no more", async () => {
    const { draft, save, state } = await open({ outcome: () => Promise.resolve(outcomeView(0, { notes: "done" }, { logged: true })) });
    draft.change({ notes: "more" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(save).not.toHaveBeenCalled();
    expect(state().form.notes).toBe("done");
  });
});

describe("two versions of a form", () => {
  const base: OutcomeForm = { ...emptyForm, risk: "concern", notes: "a" };

  it("take from each what only it changed", () => {
    expect(mergeForms(base, { ...base, risk: "high" }, { ...base, strands: ["race"] })).toEqual({ ...base, risk: "high", strands: ["race"] });
  });

  it("keep what was typed here where both changed, and both notes", () => {
    expect(mergeForms(base, { ...base, risk: "high", notes: "a b" }, { ...base, risk: "none_known", notes: "a c" })).toEqual({ ...base, risk: "high", notes: "a c\n\na b" });
  });

  it("do not double notes that contain each other", () => {
    expect(mergeForms(base, { ...base, notes: "a b c" }, { ...base, notes: "a b" }).notes).toBe("a b c");
  });
});
