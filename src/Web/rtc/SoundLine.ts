import { SoundPeer, type PeerMakers, type PeerView, type Player, type SoundSignal } from "./SoundPeer";

/** off; nobody else has sound yet; it is being set up; we hear each other; it went away. */
export type SoundState = "off" | "waiting" | "connecting" | "connected" | "lost";

export interface SoundMakers extends PeerMakers {
  readonly stream: (url: string) => EventSource;
  readonly post: (url: string, body: unknown) => Promise<unknown>;
}

interface PeersNews {
  readonly you: string;
  readonly peers: readonly PeerView[];
}

/** EventSource.CLOSED. */
const closed = 2;

/** Real sound in a pretend call: this browser, and everybody else on the call who has sound. The server says who that is. */
export class SoundLine {
  private readonly peers = new Map<string, SoundPeer>();
  private source: EventSource | null = null;
  private stream: MediaStream | null = null;
  private you = "";
  private muted = false;
  private speaker: string | null = null;
  private state: SoundState = "off";

  /** @param path of the call, such as /simulator/sound/CA…  */
  constructor(
    private readonly path: string,
    private readonly tell: (state: SoundState) => void,
    private readonly makers: SoundMakers = browserMakers,
  ) {}

  /** Takes over the stream: it is stopped when this ends. */
  start(stream: MediaStream): void {
    this.stop();
    this.useStream(stream);
    const source = (this.source = this.makers.stream(`${this.path}/events`));
    source.addEventListener("peers", event => this.settle(JSON.parse((event as MessageEvent<string>).data) as PeersNews));
    source.addEventListener("signal", event => this.take(JSON.parse((event as MessageEvent<string>).data) as { from: string; data: string }));
    source.addEventListener("error", () => {
      // A stream that breaks comes again by itself; one that is refused means that the call is over, or in another window.
      if (source === this.source && source.readyState === closed) this.end("lost");
    });
    this.say();
  }

  /** Another microphone, also in the middle of a call. */
  useStream(stream: MediaStream): void {
    release(this.stream);
    this.stream = stream;
    const [track] = stream.getAudioTracks();
    if (!track) return;
    track.enabled = !this.muted;
    this.peers.forEach(peer => peer.useTrack(track));
  }

  useSpeaker(id: string | null): void {
    this.speaker = id;
    this.peers.forEach(peer => peer.useSpeaker(id));
  }

  mute(on: boolean): void {
    this.muted = on;
    this.stream?.getAudioTracks().forEach(track => (track.enabled = !on));
  }

  stop(): void {
    this.end("off");
  }

  private end(state: SoundState): void {
    this.source?.close();
    this.source = null;
    this.drop();
    release(this.stream);
    this.stream = null;
    this.say(state);
  }

  private drop(): void {
    this.peers.forEach(peer => peer.close());
    this.peers.clear();
  }

  private settle({ you, peers }: PeersNews): void {
    // After a break we are somebody new to the others, and they begin again too.
    if (you !== this.you) this.drop();
    this.you = you;
    for (const [id, peer] of this.peers) {
      if (peers.some(p => p.id === id)) continue;
      peer.close();
      this.peers.delete(id);
    }
    for (const view of peers) {
      const known = this.peers.get(view.id);
      if (known) known.update(view);
      else this.meet(view);
    }
    this.say();
  }

  private meet(view: PeerView): void {
    const { stream } = this;
    const track = stream?.getAudioTracks()[0];
    if (!stream || !track) return;
    const peer = new SoundPeer(view, track, stream, this.makers, signal => this.send(view.id, signal), () => this.say());
    peer.useSpeaker(this.speaker);
    this.peers.set(view.id, peer);
  }

  private take({ from, data }: { from: string; data: string }): void {
    void this.peers.get(from)?.take(JSON.parse(data) as SoundSignal);
  }

  private send(to: string, signal: SoundSignal): void {
    // Whoever left meanwhile does not need it any more.
    void this.makers.post(`${this.path}/signals`, { to, data: JSON.stringify(signal) }).catch(() => undefined);
  }

  private say(ending: SoundState | null = null): void {
    const now = ending ?? (!this.source ? "off" : this.peers.size === 0 ? "waiting" : [...this.peers.values()].some(peer => peer.isConnected) ? "connected" : "connecting");
    if (now === this.state) return;
    this.state = now;
    this.tell(now);
  }
}

function release(stream: MediaStream | null): void {
  stream?.getTracks().forEach(track => track.stop());
}

const browserMakers: SoundMakers = {
  // Both browsers are on this machine: nobody has to be asked for a way.
  connection: () => new RTCPeerConnection(),
  player: audioPlayer,
  stream: url => new EventSource(url),
  post: (url, body) => fetch(url, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
};

function audioPlayer(): Player {
  const audio = new Audio();
  audio.autoplay = true;
  return {
    play: stream => {
      audio.srcObject = stream;
      void audio.play().catch(() => undefined);
    },
    mute: on => (audio.muted = on),
    useSpeaker: id => {
      if ("setSinkId" in audio) void audio.setSinkId(id ?? "").catch(() => undefined);
    },
    close: () => (audio.srcObject = null),
  };
}
