import { describe, expect, it } from "vitest";
import { assignment, change, contact, id, snapshot } from "../../dev/fixtures";
import { Notices } from "../../src/desk/notices";
import { fromSnapshot } from "../../src/live/world";

const before = fromSnapshot(
  snapshot({
    contacts: [contact(100, { channel: "sms", state: "inHand" }), contact(101, { reservedFor: id(1) })],
    assignments: [assignment(10, 100, { channel: "sms", state: "parked" })],
  }),
);

function saidOf(...what: Parameters<typeof change>): string | undefined {
  const notices = new Notices();
  notices.changed(change(...what), before);
  return notices.latest.get()?.words;
}

describe("what an agent is told", () => {
  it("when a parked conversation went back to the queue", () => {
    const released = { kind: "released" as const, assignment: assignment(10, 100, { channel: "sms", state: "released" }) };
    expect(saidOf(11, { ...released, reason: "signedOut" })).toMatch(/^You are off, so this parked conversation went back/);
    expect(saidOf(11, { ...released, reason: "replied" })).toMatch(/^The conversation went back to the queue/);
  });

  it("when the network is about to end a call of theirs, and of nobody else's", () => {
    expect(saidOf(11, { kind: "news", reason: "callEndsSoon", contact: contact(100) })).toMatch(/^The telephone network ends this call/);
    expect(saidOf(11, { kind: "news", reason: "callEndsSoon", contact: contact(101) })).toBeUndefined();
  });

  it("when a contact of theirs was handed on", () => {
    expect(saidOf(11, { kind: "transferred", assignment: assignment(10, 100, { state: "wrapUp" }) })).toMatch(/^This contact was handed on/);
    expect(saidOf(11, { kind: "transferred", assignment: assignment(10, 100, { state: "withdrawn" }) })).toBe("This contact was handed to someone else. Nothing for you to do.");
  });

  it("when what was kept for them goes to everybody, and not when it is another's", () => {
    expect(saidOf(11, { kind: "relaxed", contact: contact(101) })).toMatch(/^A contact was kept for you/);
    expect(saidOf(11, { kind: "relaxed", contact: contact(101, { reservedFor: id(1), stage: 1 }) })).toBeUndefined();
    expect(saidOf(11, { kind: "relaxed", contact: contact(100) })).toBeUndefined();
  });
});
