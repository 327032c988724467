import { SoundLine, type SoundState } from "../../../rtc/SoundLine";
import type { Headset } from "../headset/Headset";
import { microphoneWords } from "../headset/microphoneWords";
import { Store } from "../live/store";
import { texts } from "../texts";

export interface DemoSoundState {
  readonly state: SoundState | "asking";
  readonly problem: string | null;
}

const off: DemoSoundState = { state: "off", problem: null };

/** Real sound in a call of the demo, when the agent wants it: off until they say so, and the call goes on without it. */
export class DemoSound {
  readonly state = new Store<DemoSoundState>(off);
  private readonly line: SoundLine;
  private readonly unwatch: () => void;
  private microphone: string | null;
  private over = false;

  constructor(
    path: string,
    private readonly headset: Headset,
    lineOf: (path: string, tell: (state: SoundState) => void) => SoundLine = (at, tell) => new SoundLine(at, tell),
  ) {
    this.line = lineOf(path, state => this.state.set({ state, problem: null }));
    this.microphone = headset.ears.get().microphone;
    this.unwatch = headset.ears.subscribe(() => void this.follow());
  }

  async turnOn(): Promise<void> {
    this.state.set({ state: "asking", problem: null });
    try {
      const stream = await this.headset.openMicrophone();
      if (this.over) return stream.getTracks().forEach(track => track.stop());
      this.microphone = this.headset.ears.get().microphone;
      this.line.useSpeaker(this.headset.ears.get().speaker);
      this.line.start(stream);
    } catch (error) {
      this.state.set({ state: "off", problem: microphoneWords(error) ?? texts.audio.problems.other });
    }
  }

  turnOff(): void {
    this.line.stop();
    this.state.set(off);
  }

  mute(on: boolean): void {
    this.line.mute(on);
  }

  /** The call is over. */
  end(): void {
    this.over = true;
    this.unwatch();
    this.turnOff();
  }

  /** The headset was changed in the middle of the call. */
  private async follow(): Promise<void> {
    const { microphone, speaker } = this.headset.ears.get();
    const isOn = !["off", "asking", "lost"].includes(this.state.get().state);
    if (!isOn) return;
    this.line.useSpeaker(speaker);
    if (microphone === this.microphone) return;
    this.microphone = microphone;
    try {
      this.line.useStream(await this.headset.openMicrophone());
    } catch {
      // The line keeps what it has; what was unplugged is told elsewhere.
    }
  }
}
