/** What one end of a connection tells the other. */
export interface SoundSignal {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit | null;
}

/** As the simulator says it (src/Simulator/Sounds/SoundEnd.cs). */
export interface PeerView {
  readonly id: string;
  /** Gives way when both begin at once. */
  readonly polite: boolean;
  /** They may hear us. */
  readonly send: boolean;
  /** We may hear them. */
  readonly hear: boolean;
}

/** Where somebody's voice comes out. */
export interface Player {
  play(stream: MediaStream): void;
  mute(on: boolean): void;
  useSpeaker(id: string | null): void;
  close(): void;
}

export interface PeerMakers {
  readonly connection: () => RTCPeerConnection;
  readonly player: () => Player;
}

/**
 * Sound to and from one other browser. Either may begin, at any time, also both at once: "perfect negotiation",
 * https://www.w3.org/TR/webrtc/#perfect-negotiation-example.
 */
export class SoundPeer {
  private readonly connection: RTCPeerConnection;
  private readonly player: Player;
  private readonly sender: RTCRtpSender;
  private makingOffer = false;
  private ignoresOffer = false;
  private settingAnswer = false;
  private steps: Promise<void> = Promise.resolve();

  constructor(
    private view: PeerView,
    private track: MediaStreamTrack,
    stream: MediaStream,
    makers: PeerMakers,
    private readonly send: (signal: SoundSignal) => void,
    private readonly changed: () => void,
  ) {
    const connection = (this.connection = makers.connection());
    this.player = makers.player();
    connection.addEventListener("negotiationneeded", () => void this.offer());
    connection.addEventListener("icecandidate", ({ candidate }) => this.send({ candidate: candidate?.toJSON() ?? null }));
    connection.addEventListener("track", ({ streams, track: theirs }) => this.player.play(streams[0] ?? new MediaStream([theirs])));
    connection.addEventListener("connectionstatechange", () => {
      if (connection.connectionState === "failed") connection.restartIce();
      this.changed();
    });
    this.sender = connection.addTrack(track, stream);
    this.update(view);
  }

  get isConnected(): boolean {
    return this.connection.connectionState === "connected";
  }

  /** Whom they and we may hear: on hold nothing at all leaves this browser. */
  update(view: PeerView): void {
    this.view = view;
    this.player.mute(!view.hear);
    void this.sender.replaceTrack(view.send ? this.track : null).catch(() => undefined);
  }

  useTrack(track: MediaStreamTrack): void {
    this.track = track;
    this.update(this.view);
  }

  useSpeaker(id: string | null): void {
    this.player.useSpeaker(id);
  }

  /** One after the other, in the order they came. */
  take(signal: SoundSignal): Promise<void> {
    return (this.steps = this.steps.then(() => (signal.description ? this.describe(signal.description) : this.candidate(signal.candidate ?? null))).catch(() => undefined));
  }

  close(): void {
    this.connection.close();
    this.player.close();
  }

  private async offer(): Promise<void> {
    try {
      this.makingOffer = true;
      await this.connection.setLocalDescription();
      this.describeUs();
    } catch {
      // The connection was closed meanwhile.
    } finally {
      this.makingOffer = false;
    }
  }

  private async describe(description: RTCSessionDescriptionInit): Promise<void> {
    const { connection } = this;
    const ready = !this.makingOffer && (connection.signalingState === "stable" || this.settingAnswer);
    const collides = description.type === "offer" && !ready;
    this.ignoresOffer = !this.view.polite && collides;
    if (this.ignoresOffer) return;
    this.settingAnswer = description.type === "answer";
    try {
      await connection.setRemoteDescription(description);
    } finally {
      this.settingAnswer = false;
    }
    if (description.type === "offer") {
      await connection.setLocalDescription();
      this.describeUs();
    }
  }

  private async candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    try {
      await this.connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!this.ignoresOffer) throw error;
    }
  }

  private describeUs(): void {
    const { localDescription } = this.connection;
    if (localDescription) this.send({ description: localDescription.toJSON() as RTCSessionDescriptionInit });
  }
}
