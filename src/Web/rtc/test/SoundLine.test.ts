import { beforeEach, describe, expect, it, vi } from "vitest";
import { SoundLine, type SoundMakers } from "../SoundLine";
import type { PeerView } from "../SoundPeer";

/** As much of a connection as negotiating asks for. */
class FakeConnection extends EventTarget {
  static all: FakeConnection[] = [];
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: { type: string; toJSON: () => unknown } | null = null;
  readonly remote: string[] = [];
  readonly candidates: unknown[] = [];
  readonly sender = { replaceTrack: vi.fn((_track: unknown) => Promise.resolve()) };
  closed = false;
  restartIce = vi.fn();
  addTrack = () => this.sender;
  close = () => (this.closed = true);

  constructor() {
    super();
    FakeConnection.all.push(this);
  }

  setLocalDescription(): Promise<void> {
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.signalingState = type === "answer" ? "stable" : "have-local-offer";
    this.localDescription = { type, toJSON: () => ({ type, sdp: "ours" }) };
    return Promise.resolve();
  }

  setRemoteDescription({ type }: RTCSessionDescriptionInit): Promise<void> {
    this.remote.push(type);
    this.signalingState = type === "offer" ? "have-remote-offer" : "stable";
    return Promise.resolve();
  }

  addIceCandidate(candidate: unknown): Promise<void> {
    this.candidates.push(candidate);
    return this.remote.length > 0 ? Promise.resolve() : Promise.reject(new Error("no description yet"));
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
}

class FakeSource extends EventTarget {
  readyState = 1;
  closed = false;
  close = () => (this.closed = true);
  send = (kind: string, data: unknown) => this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
}

const view = (id: string, what: Partial<PeerView> = {}): PeerView => ({ id, polite: false, send: true, hear: true, ...what });

function open() {
  const source = new FakeSource();
  const players: { mute: ReturnType<typeof vi.fn>; play: ReturnType<typeof vi.fn>; useSpeaker: ReturnType<typeof vi.fn>; close: ReturnType<typeof vi.fn> }[] = [];
  const posted: { to: string; type: string }[] = [];
  const tell = vi.fn();
  const makers: SoundMakers = {
    connection: () => new FakeConnection() as unknown as RTCPeerConnection,
    player: () => {
      const player = { mute: vi.fn(), play: vi.fn(), useSpeaker: vi.fn(), close: vi.fn() };
      players.push(player);
      return player;
    },
    stream: () => source as unknown as EventSource,
    post: (_url, body) => {
      const { to, data } = body as { to: string; data: string };
      const signal = JSON.parse(data) as { description?: { type: string } };
      posted.push({ to, type: signal.description?.type ?? "candidate" });
      return Promise.resolve();
    },
  };
  const track = { enabled: true, stop: vi.fn() };
  const stream = { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
  const line = new SoundLine("/simulator/sound/CA1", tell, makers);
  line.start(stream);
  return { source, players, posted, tell, track, line };
}

const connections = FakeConnection.all;
beforeEach(() => void connections.splice(0));

describe("real sound in a pretend call", () => {
  it("waits for others, offers, answers, and says when they hear each other", async () => {
    const { source, posted, tell } = open();
    source.send("peers", { you: "SE1", peers: [] });
    expect(tell.mock.calls).toEqual([["waiting"]]);
    source.send("peers", { you: "SE1", peers: [view("SE2")] });
    expect(tell).toHaveBeenLastCalledWith("connecting");
    connections[0]!.dispatchEvent(new Event("negotiationneeded"));
    await vi.waitFor(() => expect(posted).toEqual([{ to: "SE2", type: "offer" }]));
    source.send("signal", { from: "SE2", data: JSON.stringify({ description: { type: "answer", sdp: "theirs" } }) });
    await vi.waitFor(() => expect(connections[0]!.remote).toEqual(["answer"]));
    connections[0]!.become("connected");
    expect(tell).toHaveBeenLastCalledWith("connected");
  });

  it.each([
    ["gives way when it is the polite one", true, ["offer", "answer"], ["offer"]],
    ["goes on with its own when it is not", false, ["offer"], []],
  ])("when both begin at once, %s", async (_name, polite, sent, taken) => {
    const { source, posted } = open();
    source.send("peers", { you: "SE1", peers: [view("SE2", { polite })] });
    connections[0]!.dispatchEvent(new Event("negotiationneeded"));
    source.send("signal", { from: "SE2", data: JSON.stringify({ description: { type: "offer", sdp: "theirs" } }) });
    source.send("signal", { from: "SE2", data: JSON.stringify({ candidate: { candidate: "one" } }) });
    await vi.waitFor(() => expect(connections[0]!.candidates).toHaveLength(1));
    expect(posted.map(p => p.type)).toEqual(sent);
    expect(connections[0]!.remote).toEqual(taken);
  });

  it("lets nothing out and nothing in on hold, on the same connection", () => {
    const { source, players } = open();
    source.send("peers", { you: "SE1", peers: [view("SE2")] });
    source.send("peers", { you: "SE1", peers: [view("SE2", { send: false, hear: false })] });
    expect(connections).toHaveLength(1);
    expect(connections[0]!.sender.replaceTrack).toHaveBeenLastCalledWith(null);
    expect(players[0]!.mute).toHaveBeenLastCalledWith(true);
    source.send("peers", { you: "SE1", peers: [view("SE2")] });
    expect(connections[0]!.sender.replaceTrack).not.toHaveBeenLastCalledWith(null);
    expect(players[0]!.mute).toHaveBeenLastCalledWith(false);
  });

  it("begins again with everybody when it is somebody new to them after a break", () => {
    const { source } = open();
    source.send("peers", { you: "SE1", peers: [view("SE2")] });
    source.send("peers", { you: "SE3", peers: [view("SE2")] });
    expect(connections.map(c => c.closed)).toEqual([true, false]);
  });

  it("tries another way when the connection fails", () => {
    const { source } = open();
    source.send("peers", { you: "SE1", peers: [view("SE2")] });
    connections[0]!.become("failed");
    expect(connections[0]!.restartIce).toHaveBeenCalledTimes(1);
  });

  it("mutes at the microphone, and lets it go at the end and when the server ends the sound", () => {
    const first = open();
    first.source.send("peers", { you: "SE1", peers: [view("SE2")] });
    first.line.mute(true);
    expect(first.track.enabled).toBe(false);
    first.line.stop();
    expect([first.track.stop.mock.calls.length, first.source.closed, connections[0]!.closed]).toEqual([1, true, true]);
    expect(first.tell).toHaveBeenLastCalledWith("off");

    const second = open();
    second.source.dispatchEvent(new Event("error"));
    expect(second.track.stop).not.toHaveBeenCalled();
    second.source.readyState = 2;
    second.source.dispatchEvent(new Event("error"));
    expect(second.tell).toHaveBeenLastCalledWith("lost");
    expect(second.track.stop).toHaveBeenCalledTimes(1);
  });
});
