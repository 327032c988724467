import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SoftphoneSetup } from "../../src/api/contract";
import { Headset, type Ears } from "../../src/headset/Headset";
import { Store } from "../../src/live/store";
import { SimulatorSoftphone } from "../../src/phone/SimulatorSoftphone";
import { softphoneOf } from "../../src/phone/softphoneOf";
import { TwilioSoftphone } from "../../src/phone/TwilioSoftphone";
import { Keep } from "../../src/session/keep";

const order = { pool: "main", assignment: "a1", ticket: "t1" };
const events = () => ({ open: vi.fn(), shaky: vi.fn(), warned: vi.fn(), heard: vi.fn(), ended: vi.fn() });

class Emitter {
  private readonly listeners = new Map<string, ((argument: unknown) => void)[]>();
  on(name: string, listener: (argument: never) => void) {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener as (argument: unknown) => void]);
    return this;
  }
  off(name: string, listener: (argument: never) => void) {
    this.listeners.set(name, (this.listeners.get(name) ?? []).filter(l => l !== listener));
    return this;
  }
  emit(name: string, argument?: unknown) {
    this.listeners.get(name)?.forEach(tell => tell(argument));
  }
}

class FakeStream {
  closed = false;
  readyState = 1;
  private readonly target = new EventTarget();
  addEventListener = (name: string, listener: EventListener) => this.target.addEventListener(name, listener);
  close = () => (this.closed = true);
  send = (name: string, data = "") => this.target.dispatchEvent(new MessageEvent(name, { data }));
}

describe("the simulator's softphone", () => {
  const setup: SoftphoneSetup = { kind: "simulator", identity: "agent_1", token: null, expiresAt: null };
  const asked = vi.fn<typeof fetch>();
  let stream: FakeStream;

  beforeEach(() => {
    stream = new FakeStream();
    asked.mockReset().mockImplementation(() => Promise.resolve(new Response(JSON.stringify({ sid: "CA1" }), { headers: { "content-type": "application/json" } })));
    vi.stubGlobal("fetch", asked);
  });

  it("joins with the ticket and tells what happens on the line", async () => {
    const opened = vi.fn((_url: string) => stream as unknown as EventSource);
    const told = events();
    await new SimulatorSoftphone(setup, opened).connect(order, told);
    expect(asked.mock.calls[0]?.[0]).toBe("/simulator/client/calls");
    expect(JSON.parse(asked.mock.calls[0]?.[1]?.body as string)).toEqual({ identity: "agent_1", params: order });
    expect(opened).toHaveBeenCalledWith("/simulator/client/calls/CA1/events");
    stream.send("state", JSON.stringify({ state: "ringing" }));
    expect(told.open).not.toHaveBeenCalled();
    stream.send("state", JSON.stringify({ state: "connected" }));
    expect(told.open).toHaveBeenCalledTimes(1);
    stream.send("heard", JSON.stringify({ from: "caller", text: "hello?" }));
    expect(told.heard).toHaveBeenCalledWith({ from: "caller", text: "hello?" });
    stream.send("said", JSON.stringify({ from: "you", text: "I am here" }));
    expect(told.heard).toHaveBeenLastCalledWith({ from: "you", text: "I am here" });
    stream.send("ended");
    expect(told.ended).toHaveBeenCalledWith(null);
    expect(stream.closed).toBe(true);
  });

  it("knows a stream that breaks from one that is gone", async () => {
    const told = events();
    await new SimulatorSoftphone(setup, () => stream as unknown as EventSource).connect(order, told);
    stream.send("error");
    expect(told.shaky).toHaveBeenCalledWith(true);
    expect(told.ended).not.toHaveBeenCalled();
    stream.readyState = 2;
    stream.send("error");
    expect(told.ended).toHaveBeenCalledWith(expect.stringMatching(/keeps their place/));
  });

  it("speaks, mutes and hangs up", async () => {
    const leg = await new SimulatorSoftphone(setup, () => stream as unknown as EventSource).connect(order, events());
    await leg.say?.("I am here");
    leg.mute(true);
    leg.hangUp();
    expect(asked.mock.calls.slice(1).map(([path, what]) => [what?.method, path, what?.body])).toEqual([
      ["POST", "/simulator/client/calls/CA1/say", '{"text":"I am here"}'],
      ["POST", "/simulator/client/calls/CA1/mute", '{"muted":true}'],
      ["DELETE", "/simulator/client/calls/CA1", undefined],
    ]);
  });

  it("says in plain words that a call was refused", async () => {
    asked.mockImplementation(() => Promise.resolve(new Response(null, { status: 403 })));
    await expect(new SimulatorSoftphone(setup, () => stream as unknown as EventSource).connect(order, events())).rejects.toThrow(/did not let this call through/);
  });
});

describe("Twilio's softphone", () => {
  const setup = (expiresAt: string): SoftphoneSetup => ({ kind: "twilio", identity: "agent_1", token: "first", expiresAt });
  const later = () => new Date(Date.now() + 3_600_000).toISOString();

  function fakeDevice() {
    const call = Object.assign(new Emitter(), { mute: vi.fn(), disconnect: vi.fn() });
    const device = Object.assign(new Emitter(), { connect: vi.fn(() => Promise.resolve(call)), updateToken: vi.fn(), destroy: vi.fn() });
    return { call, device, deviceOf: vi.fn((_token: string) => Promise.resolve(device as never)) };
  }

  it("joins with the ticket as parameters", async () => {
    const { call, device, deviceOf } = fakeDevice();
    const told = events();
    const leg = await new TwilioSoftphone(setup(later()), vi.fn(), deviceOf).connect(order, told);
    expect(deviceOf).toHaveBeenCalledWith("first");
    expect(device.connect).toHaveBeenCalledWith({ params: order });
    call.emit("accept");
    call.emit("reconnecting");
    call.emit("reconnected");
    expect(told.open).toHaveBeenCalledTimes(1);
    expect(told.shaky.mock.calls).toEqual([[true], [false]]);
    leg.mute(true);
    leg.hangUp();
    expect(call.mute).toHaveBeenCalledWith(true);
    expect(call.disconnect).toHaveBeenCalledTimes(1);
  });

  it("renews its token when the network says it will end, and before a call when it nearly has", async () => {
    const { device, deviceOf } = fakeDevice();
    const fetchSetup = vi.fn(() => Promise.resolve({ ...setup(later()), token: "second" }));
    const phone = new TwilioSoftphone(setup(new Date(Date.now() + 10_000).toISOString()), fetchSetup, deviceOf);
    await phone.connect(order, events());
    expect(deviceOf).toHaveBeenCalledWith("second");
    device.emit("tokenWillExpire");
    await vi.waitFor(() => expect(device.updateToken).toHaveBeenCalledWith("second"));
    expect(fetchSetup).toHaveBeenCalledTimes(2);
  });

  it("speaks and listens with the chosen headset, changes during the call, and lets the microphone go after it", async () => {
    const { call, device, deviceOf } = fakeDevice();
    const audio = Object.assign(new Emitter(), {
      inputDevice: null as { deviceId: string } | null,
      isOutputSelectionSupported: true,
      availableInputDevices: new Map<string, object>(),
      availableOutputDevices: new Map([["s1", {}], ["s2", {}]]),
      speakerDevices: { set: vi.fn((_id: string) => Promise.resolve()) },
      setInputDevice: vi.fn((id: string) => ((audio.inputDevice = { deviceId: id }), Promise.resolve())),
      unsetInputDevice: vi.fn(() => Promise.resolve()),
    });
    const ears = new Store<Ears>({ microphone: "m1", speaker: "s1" });
    const joining = new TwilioSoftphone(setup(later()), vi.fn(), () => deviceOf("first").then(d => Object.assign(d, { audio }) as never), ears).connect(order, events());
    // The SDK lists the devices a moment after it starts.
    await vi.waitFor(() => expect(audio.speakerDevices.set).toHaveBeenCalledWith("s1"));
    expect(device.connect).not.toHaveBeenCalled();
    audio.availableInputDevices.set("default", {}).set("m1", {});
    audio.emit("deviceChange");
    await joining;
    expect(audio.setInputDevice).toHaveBeenCalledWith("m1");
    expect(device.connect).toHaveBeenCalledTimes(1);
    ears.set({ microphone: null, speaker: "s2" });
    await vi.waitFor(() => expect(audio.setInputDevice).toHaveBeenLastCalledWith("default"));
    expect(audio.speakerDevices.set).toHaveBeenLastCalledWith("s2");
    call.emit("disconnect");
    expect(audio.unsetInputDevice).toHaveBeenCalledTimes(1);
    ears.set({ microphone: "m1", speaker: null });
    expect(audio.setInputDevice).toHaveBeenCalledTimes(2);
  });

  it("makes one calm line of many warnings", async () => {
    const { call, deviceOf } = fakeDevice();
    const told = events();
    await new TwilioSoftphone(setup(later()), vi.fn(), deviceOf).connect(order, told);
    vi.useFakeTimers();
    try {
      call.emit("warning", "high-rtt");
      call.emit("warning", "high-jitter");
      call.emit("warning-cleared", "high-rtt");
      call.emit("warning-cleared", "high-jitter");
      vi.advanceTimersByTime(3000);
      call.emit("warning", "low-mos");
      expect(told.warned.mock.calls).toEqual([["network"]]);
      call.emit("warning", "constant-audio-input-level");
      expect(told.warned).toHaveBeenLastCalledWith("microphone");
      call.emit("warning-cleared", "constant-audio-input-level");
      expect(told.warned).toHaveBeenLastCalledWith("network");
      call.emit("warning-cleared", "low-mos");
      vi.advanceTimersByTime(6000);
      expect(told.warned).toHaveBeenLastCalledWith(null);
      expect(told.warned).toHaveBeenCalledTimes(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it("says why a call broke, and whether it was the microphone", async () => {
    const { call, deviceOf } = fakeDevice();
    const told = events();
    await new TwilioSoftphone(setup(later()), vi.fn(), deviceOf).connect(order, told);
    call.emit("error", { code: 31401 });
    call.emit("disconnect");
    expect(told.ended).toHaveBeenCalledWith(expect.stringMatching(/microphone/));
  });
});

describe("a server without telephony", () => {
  it("says so", () => {
    expect(() => softphoneOf({ kind: "none", identity: "agent_1", token: null, expiresAt: null }, vi.fn(), new Headset(new Keep(null), null))).toThrow(/No telephony is set up/);
  });
});
