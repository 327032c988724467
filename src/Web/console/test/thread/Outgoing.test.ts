import { describe, expect, it, vi } from "vitest";
import { Problem } from "../../src/api/problem";
import { Keep } from "../../src/session/keep";
import { Outgoing } from "../../src/thread/Outgoing";

const unreachable = new Problem(0, "The server cannot be reached.", "");
type Send = (contact: string, message: { id: string; text: string }) => Promise<void>;
const states = (o: Outgoing) => o.pending.get().map(p => p.state);

function open(send: Send, time = { now: 1000 }) {
  const spy = vi.fn(send);
  return { spy, time, outgoing: new Outgoing({ send: spy }, new Keep(localStorage), () => time.now) };
}

describe("a reply on its way", () => {
  it("keeps its id through every try", async () => {
    let fails = 2;
    const { outgoing, spy } = open(() => (fails-- > 0 ? Promise.reject(unreachable) : Promise.resolve()));
    outgoing.send("c", "hello");
    await vi.waitFor(() => expect(states(outgoing)).toEqual(["waiting"]));
    outgoing.retry();
    await vi.waitFor(() => expect(states(outgoing)).toEqual(["waiting"]));
    outgoing.retry();
    await vi.waitFor(() => expect(states(outgoing)).toEqual(["taken"]));
    expect(spy).toHaveBeenCalledTimes(3);
    expect(new Set(spy.mock.calls.map(([, message]) => message.id)).size).toBe(1);
    expect(spy.mock.calls[0]?.[1].id).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  });

  it("is not sent twice at once", async () => {
    const { outgoing, spy } = open(() => new Promise(() => undefined));
    outgoing.send("c", "hello");
    outgoing.retry();
    outgoing.sendNow(outgoing.pending.get()[0]!.id);
    await Promise.resolve();
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it("survives a reload with its id, and goes when the server is back", async () => {
    const before = open(() => Promise.reject(unreachable));
    before.outgoing.send("c", "hello");
    await vi.waitFor(() => expect(states(before.outgoing)).toEqual(["waiting"]));
    const after = open(() => Promise.resolve());
    expect(states(after.outgoing)).toEqual(["waiting"]);
    after.outgoing.retry();
    await vi.waitFor(() => expect(states(after.outgoing)).toEqual(["taken"]));
    expect(after.spy.mock.calls[0]).toEqual(before.spy.mock.calls[0]);
    expect(localStorage).toHaveLength(0);
  });

  it("that has waited ten minutes goes only when the agent says so", async () => {
    const { outgoing, spy, time } = open(() => Promise.reject(unreachable));
    outgoing.send("c", "I am calling you now");
    await vi.waitFor(() => expect(states(outgoing)).toEqual(["waiting"]));
    time.now += 11 * 60_000;
    outgoing.retry();
    outgoing.retry();
    expect(states(outgoing)).toEqual(["held"]);
    expect(spy).toHaveBeenCalledTimes(1);
    outgoing.sendNow(outgoing.pending.get()[0]!.id);
    expect(spy).toHaveBeenCalledTimes(2);
  });

  it("that the server refuses says why and is not repeated", async () => {
    const { outgoing, spy } = open(() => Promise.reject(new Problem(409, "This conversation is over", "The message was not sent.")));
    outgoing.send("c", "hello");
    await vi.waitFor(() => expect(states(outgoing)).toEqual(["refused"]));
    outgoing.retry();
    expect(spy).toHaveBeenCalledTimes(1);
    expect(outgoing.pending.get()[0]?.problem).toBe("This conversation is over. The message was not sent.");
  });

  it("is ours no longer once the thread shows it", async () => {
    const { outgoing } = open(() => Promise.resolve());
    outgoing.send("c", "hello");
    outgoing.settle(new Set([outgoing.pending.get()[0]!.id]));
    expect(outgoing.pending.get()).toEqual([]);
  });
});
