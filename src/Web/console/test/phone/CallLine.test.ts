import { describe, expect, it, vi } from "vitest";
import type { SoftphoneSetup } from "../../src/api/contract";
import { CallHolder } from "../../src/phone/callHolder";
import { CallLine } from "../../src/phone/CallLine";
import type { CallLeg, ISoftphone, LegEvents } from "../../src/phone/softphone";

const order = { pool: "main", assignment: "a1", ticket: "t1" };
const setup: SoftphoneSetup = { kind: "simulator", identity: "agent_1", token: null, expiresAt: null };

function open(connect?: ISoftphone["connect"]) {
  let told: LegEvents | null = null;
  const leg = { mute: vi.fn(), hangUp: vi.fn(), sendDigits: vi.fn(), say: vi.fn(() => Promise.resolve()) } satisfies CallLeg;
  const phone: ISoftphone = {
    connect: connect ?? ((_order, events) => ((told = events), Promise.resolve(leg))),
    dispose: () => undefined,
  };
  const line = new CallLine(() => Promise.resolve(setup), () => phone, new CallHolder());
  return { line, leg, told: () => told!, state: () => line.line.get()?.state };
}

describe("this window's call", () => {
  it("comes up, is muted, and goes down", async () => {
    const { line, leg, told, state } = open();
    await line.join(order);
    expect(state()).toBe("connecting");
    told().open();
    expect(state()).toBe("open");
    line.toggleMute();
    line.toggleMute();
    expect(leg.mute.mock.calls).toEqual([[true], [false]]);
    line.release("a1");
    expect(leg.hangUp).toHaveBeenCalledTimes(1);
    expect(state()).toBe("ended");
  });

  it("is not hung up by the end of another contact", async () => {
    const { line, leg } = open();
    await line.join(order);
    line.release("a2");
    expect(leg.hangUp).not.toHaveBeenCalled();
  });

  it("that was over before the line came up is hung up when it does", async () => {
    let answer: (leg: CallLeg) => void = () => undefined;
    const { line, leg } = open(() => new Promise(resolve => (answer = resolve)));
    const joining = line.join(order);
    await vi.waitFor(() => expect(answer.length).toBe(1));
    line.release("a1");
    answer(leg);
    await joining;
    expect(leg.hangUp).toHaveBeenCalledTimes(1);
  });

  it("that fails says why, in words for the agent", async () => {
    const { line, state } = open(() => Promise.reject(new DOMException("denied", "NotAllowedError")));
    await line.join(order);
    expect(state()).toBe("failed");
    expect(line.line.get()?.problem).toMatch(/may not use your microphone/);
  });

  it("that breaks by itself says that the person keeps their place", async () => {
    const { line, told, state } = open();
    await line.join(order);
    told().ended("The call line broke.");
    expect(state()).toBe("failed");
    expect(line.line.get()?.problem).toBe("The call line broke.");
  });
});

describe("two windows of one agent", () => {
  it("know which of them holds a call", async () => {
    const [here, there] = [new CallHolder(), new CallHolder()];
    here.hold("b1");
    expect(await there.isHeldElsewhere("b1")).toBe(true);
    here.release("b1");
    expect(await there.isHeldElsewhere("b1")).toBe(false);
  });
});
