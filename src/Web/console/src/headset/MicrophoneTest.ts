import { Store } from "../live/store";
import { texts } from "../texts";
import type { Headset } from "./Headset";
import { microphoneWords } from "./microphoneWords";

export interface TestState {
  readonly kind: "off" | "listening" | "heard" | "nothing" | "failed";
  /** 0 to 1, how loud it is now. */
  readonly level: number;
  readonly problem: string | null;
}

/** How loud a stream is, 0 to 1, asked for as often as one likes. */
export interface Meter {
  level(): number;
  close(): void;
}

const off: TestState = { kind: "off", level: 0, problem: null };
const lookEvery = 80;
/** A quiet voice is above this, a room is below. */
const voice = 0.12;
const patience = 6000;

/** "Say something: we hear you." */
export class MicrophoneTest {
  readonly state = new Store<TestState>(off);
  private stream: MediaStream | null = null;
  private meter: Meter | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private round = 0;
  private looks = 0;

  constructor(
    private readonly headset: Headset,
    private readonly meterOf: (stream: MediaStream) => Meter = webAudioMeter,
  ) {}

  async start(): Promise<void> {
    this.stop();
    const round = ++this.round;
    this.state.set({ ...off, kind: "listening" });
    try {
      const stream = await this.headset.openMicrophone();
      if (round !== this.round) return release(stream);
      this.stream = stream;
      this.meter = this.meterOf(stream);
      this.timer = setInterval(() => this.look(), lookEvery);
    } catch (error) {
      if (round === this.round) this.state.set({ ...off, kind: "failed", problem: microphoneWords(error) ?? (error instanceof Error && !(error instanceof DOMException) ? error.message : texts.audio.problems.other) });
    }
  }

  /** The microphone is let go: no light stays on. */
  stop(): void {
    this.round++;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.meter?.close();
    this.meter = null;
    if (this.stream) release(this.stream);
    this.stream = null;
    this.looks = 0;
    this.state.set(off);
  }

  private look(): void {
    const level = this.meter?.level() ?? 0;
    this.looks++;
    this.state.update(({ kind }) => ({ problem: null, level, kind: kind === "heard" || level >= voice ? "heard" : this.looks * lookEvery >= patience ? "nothing" : kind }));
  }
}

function release(stream: MediaStream): void {
  stream.getTracks().forEach(track => track.stop());
}

function webAudioMeter(stream: MediaStream): Meter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  void context.resume();
  const wave = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(wave);
      const power = wave.reduce((sum, v) => sum + v * v, 0) / wave.length;
      // A voice at a headset is around -30 dB: the scale runs from -60 to -10.
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-10) + 60) / 50));
    },
    close: () => void context.close().catch(() => undefined),
  };
}
