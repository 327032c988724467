import { describe, expect, it, vi } from "vitest";
import { change, contact, FakeWire, snapshot } from "../../dev/fixtures";
import type { ConsoleSnapshot } from "../../src/api/contract";
import { LiveConnection } from "../../src/live/LiveConnection";
import { waiting } from "../../src/live/selectors";
import { ServerClock } from "../../src/time/clock";

function open(wire: FakeWire, { stillSignedIn = () => Promise.resolve(true), now = (): number => 0 } = {}) {
  let beat: () => void = () => undefined;
  const pauses: number[] = [];
  const live = new LiveConnection({
    open: wire.open,
    clock: new ServerClock(),
    stillSignedIn,
    now,
    wait: ms => {
      pauses.push(ms);
      return Promise.resolve();
    },
    startHeartbeat: b => {
      beat = b;
      return () => undefined;
    },
  });
  live.start();
  return { live, pauses, beat: () => beat() };
}

const settled = (live: LiveConnection) => vi.waitFor(() => expect(live.link.get().state).toBe("live"));

describe("the live connection", () => {
  it("shows the snapshot, then what changes", async () => {
    const wire = new FakeWire(snapshot());
    const { live } = open(wire);
    await settled(live);
    wire.server.changed(change(11, { contact: contact(100) }));
    expect(waiting(live.world.get()!)).toHaveLength(1);
  });

  it("holds changes that overtake the snapshot, and drops those it already contains", async () => {
    const wire = new FakeWire(snapshot({ contacts: [contact(100)] }));
    let answer: (() => void) | null = null;
    wire.snapshot = () => new Promise(resolve => (answer = () => resolve(wire.first)));
    const { live } = open(wire);
    await vi.waitFor(() => expect(answer).not.toBeNull());
    wire.server.changed(change(10, { kind: "closed", contact: contact(100, { state: "closed" }) }));
    wire.server.changed(change(11, { contact: contact(101) }));
    answer!();
    await settled(live);
    expect(waiting(live.world.get()!)).toHaveLength(2);
  });

  it("takes a new snapshot when a number is missing", async () => {
    const wire = new FakeWire(snapshot());
    const { live } = open(wire);
    await settled(live);
    wire.first = snapshot({ position: { epoch: 1, number: 20 }, contacts: [contact(100), contact(101)] });
    wire.server.changed(change(13, { contact: contact(101) }));
    await vi.waitFor(() => expect(waiting(live.world.get()!)).toHaveLength(2));
    expect(live.world.get()!.position.number).toBe(20);
  });

  it("takes a new snapshot when the server says so, or begins a new epoch", async () => {
    const wire = new FakeWire(snapshot());
    const { live } = open(wire);
    await settled(live);
    wire.first = snapshot({ position: { epoch: 2, number: 3 }, contacts: [contact(100)] });
    wire.server.refetch();
    await vi.waitFor(() => expect(live.world.get()!.position.epoch).toBe(2));
    wire.first = snapshot({ position: { epoch: 3, number: 1 } });
    wire.server.changed({ ...change(1, { kind: "epochStarted" }), position: { epoch: 3, number: 1 } });
    await vi.waitFor(() => expect(live.world.get()!.position.epoch).toBe(3));
  });

  it("takes another snapshot when the server says so while one is on its way", async () => {
    const wire = new FakeWire(snapshot());
    const { live } = open(wire);
    await settled(live);
    const answers: ((taken: ConsoleSnapshot) => void)[] = [];
    wire.snapshot = () => new Promise(resolve => answers.push(resolve));
    wire.server.refetch();
    wire.server.refetch();
    wire.server.refetch();
    expect(answers).toHaveLength(1);
    answers[0]!(snapshot());
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]!(snapshot({ position: { epoch: 2, number: 1 }, contacts: [contact(100)] }));
    await vi.waitFor(() => expect(live.world.get()!.position.epoch).toBe(2));
    expect(answers).toHaveLength(2);
  });

  it("goes on after a gap among the changes that overtook a snapshot", async () => {
    const wire = new FakeWire(snapshot());
    const { live } = open(wire);
    await settled(live);
    let answer!: (taken: ConsoleSnapshot) => void;
    wire.snapshot = () => new Promise(resolve => (answer = resolve));
    wire.server.refetch();
    wire.server.changed(change(15, { contact: contact(101) }));
    wire.snapshot = () => Promise.resolve(snapshot({ position: { epoch: 1, number: 15 }, contacts: [contact(101)] }));
    answer(snapshot());
    await vi.waitFor(() => expect(live.world.get()!.position.number).toBe(15));
    wire.server.changed(change(16, { contact: contact(102) }));
    expect(waiting(live.world.get()!)).toHaveLength(2);
  });

  it("reconnects for ever, ever more slowly, and keeps showing what it knew", async () => {
    const wire = new FakeWire(snapshot({ contacts: [contact(100)] }));
    const { live, pauses } = open(wire);
    await settled(live);
    pauses.length = 0;
    let refused = 7;
    const start = wire.start.bind(wire);
    wire.start = () => (refused-- > 0 ? Promise.reject(new Error("no route")) : start());
    wire.lost();
    expect(live.link.get().state).toBe("reconnecting");
    expect(waiting(live.world.get()!)).toHaveLength(1);
    await settled(live);
    expect(pauses).toEqual([0, 1000, 2000, 5000, 10_000, 10_000, 10_000, 10_000]);
  });

  it("stops trying when nobody is signed in any more", async () => {
    const wire = new FakeWire(snapshot());
    wire.start = () => Promise.reject(new Error("401"));
    const asked = vi.fn(() => Promise.resolve(false));
    const { pauses } = open(wire, { stillSignedIn: asked });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await Promise.resolve();
    expect(pauses).toEqual([0]);
  });

  it("gives up a connection that has fallen silent, and opens another", async () => {
    let time = 0;
    const wire = new FakeWire(snapshot());
    const { live, beat } = open(wire, { now: () => time });
    await settled(live);
    wire.heartbeat = () => new Promise(() => undefined);
    time = 10_000;
    beat();
    expect(wire.started).toBe(1);
    time = 16_000;
    beat();
    await vi.waitFor(() => expect(wire.started).toBe(2));
  });
});
