import { describe, expect, it } from "vitest";
import { agent, ago, assignment, change, contact, id, me, snapshot } from "../../dev/fixtures";
import { inQueueOrder } from "../../src/live/queueOrder";
import { agentCards, countDoing, myWork, waiting, waitingByChannel } from "../../src/live/selectors";
import { apply, fromSnapshot, hasGap, seen } from "../../src/live/world";

const start = (what: Parameters<typeof snapshot>[0] = {}) => fromSnapshot(snapshot(what));

describe("the world", () => {
  it("takes each change once, and in order", () => {
    const world = start();
    const once = apply(world, change(11, { contact: contact(100) }));
    expect(waiting(once)).toHaveLength(1);
    expect(apply(once, change(11, { contact: contact(200) }))).toBe(once);
    expect(apply(once, change(9, { contact: contact(200) }))).toBe(once);
  });

  it("knows a gap and a new epoch from the next change", () => {
    const world = start();
    expect(hasGap(world, { epoch: 1, number: 11 })).toBe(false);
    expect(hasGap(world, { epoch: 1, number: 12 })).toBe(true);
    expect(hasGap(world, { epoch: 2, number: 1 })).toBe(true);
    expect(hasGap(world, { epoch: 1, number: 3 })).toBe(false);
  });

  it("lets a closed contact go", () => {
    const world = apply(start({ contacts: [contact(100)] }), change(11, { kind: "closed", contact: contact(100, { state: "closed" }) }));
    expect(world.contacts.size).toBe(0);
  });

  it("keeps a closed contact while its outcome is due, and lets both go when it is logged", () => {
    const before = start({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });
    const ended = apply(before, change(11, { kind: "ended", contact: contact(100, { state: "closed" }), assignment: assignment(10, 100, { state: "wrapUp" }) }));
    expect(ended.contacts.has(id(100))).toBe(true);
    expect(myWork(ended).wrapUps).toHaveLength(1);
    const done = apply(ended, change(12, { kind: "completed", assignment: assignment(10, 100, { state: "done" }) }));
    expect(done.contacts.size).toBe(0);
    expect(done.assignments.size).toBe(0);
  });

  it("marks a message unread until its thread was seen", () => {
    const before = seen(start({ contacts: [contact(100, { channel: "sms", state: "inHand" })], assignments: [assignment(10, 100, { channel: "sms" })] }), id(100));
    const told = apply(before, change(11, { kind: "news", reason: "messageReceived", contact: contact(100, { channel: "sms", state: "inHand" }), at: ago(5) }));
    expect(told.unread.get(id(100))).toBe(ago(5));
    expect(told.news.get(id(100))).toBeGreaterThan(before.news.get(id(100)) ?? 0);
    expect(seen(told, id(100)).unread.size).toBe(0);
  });

  it("does not mark a colleague's message unread for me", () => {
    const before = start({ contacts: [contact(100, { channel: "sms" })], assignments: [assignment(10, 100, { channel: "sms", agent: id(2) })] });
    const told = apply(before, change(11, { kind: "news", reason: "messageReceived", contact: contact(100, { channel: "sms" }) }));
    expect(told.unread.size).toBe(0);
  });

  it("marks every written contact of mine unread after a snapshot, because it cannot say what was missed", () => {
    const world = start({ contacts: [contact(100, { channel: "sms" })], assignments: [assignment(10, 100, { channel: "sms" }), assignment(11, 101)] });
    expect([...world.unread.keys()]).toEqual([id(100)]);
  });

  it("sorts my work by what it needs from me, unread and longest first", () => {
    const world = start({
      assignments: [
        assignment(10, 100, { state: "offered" }),
        assignment(11, 101),
        assignment(12, 102, { channel: "sms", since: ago(500) }),
        assignment(13, 103, { channel: "email", since: ago(100) }),
        assignment(14, 104, { state: "wrapUp" }),
        assignment(15, 105, { agent: id(2) }),
      ],
    });
    const read = seen(world, id(102));
    const work = myWork(read);
    expect([work.offers, work.inHand, work.wrapUps].map(list => list.map(a => a.id))).toEqual([[id(10)], [id(11)], [id(14)]]);
    expect(work.conversations.map(a => a.id)).toEqual([id(13), id(12)]);
  });
});

describe("who waits", () => {
  it("stands in the server's order: danger, cut off, high, then by arrival", () => {
    const order = inQueueOrder([
      contact(1, { waitingSince: ago(500) }),
      contact(2, { waitingSince: ago(10), priority: "imminentDanger" }),
      contact(3, { waitingSince: ago(10), priority: "high" }),
      contact(4, { waitingSince: ago(10), priority: "dropped" }),
      contact(5, { waitingSince: ago(700) }),
    ]);
    expect(order.map(c => c.id)).toEqual([2, 4, 5, 3, 1].map(id));
  });

  it("is counted by channel with the longest wait", () => {
    const world = start({ contacts: [contact(1, { waitingSince: ago(5) }), contact(2, { waitingSince: ago(50) }), contact(3, { channel: "sms" }), contact(4, { state: "inHand" })] });
    expect(waitingByChannel(world).map(w => [w.channel, w.count, w.longestSince])).toEqual([["phone", 2, ago(50)], ["sms", 1, ago(74)]]);
  });
});

describe("what agents are doing", () => {
  it("follows from status, connection and assignments", () => {
    const world = start({
      agents: [agent(1), agent(2), agent(3), agent(4, { status: "break" }), agent(5, { connected: false }), agent(6), agent(7, { status: "offline" })],
      assignments: [assignment(10, 100, { agent: id(2) }), assignment(11, 101, { agent: id(3), state: "wrapUp" }), assignment(12, 102, { agent: id(6), state: "offered" })],
      me,
    });
    const cards = agentCards(world);
    expect(Object.fromEntries(cards.map(c => [c.id, c.doing]))).toEqual({
      [id(1)]: "free", [id(2)]: "busy", [id(3)]: "wrappingUp", [id(4)]: "away", [id(5)]: "lost", [id(6)]: "ringing",
    });
    expect(countDoing(cards)).toEqual({ free: 1, ringing: 1, busy: 1, wrappingUp: 1, away: 2 });
  });
});
