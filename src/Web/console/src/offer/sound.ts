/** The ring and the small signs: made here, so that nothing is fetched and nothing else sounds like it. */
export interface Sound {
  /** Browsers allow sound only after the person did something on the page. */
  unlock(): void;
  readonly allowed: boolean;
  ring(): void;
  stopRinging(): void;
  message(): void;
}

interface Note {
  at: number;
  pitch: number;
  lasts: number;
}

// Two soft rising pairs, a bell rather than an alarm: it wakes without frightening.
const ringNotes: readonly Note[] = [
  { at: 0, pitch: 659, lasts: 0.5 },
  { at: 0.18, pitch: 880, lasts: 0.7 },
  { at: 0.75, pitch: 659, lasts: 0.5 },
  { at: 0.93, pitch: 880, lasts: 0.9 },
];
const messageNotes: readonly Note[] = [{ at: 0, pitch: 784, lasts: 0.35 }];
const ringEvery = 3000;

export class WebAudioSound implements Sound {
  private context: AudioContext | null = null;
  private ringing: ReturnType<typeof setInterval> | null = null;

  get allowed(): boolean {
    return this.context?.state === "running";
  }

  unlock(): void {
    this.context ??= typeof AudioContext === "undefined" ? null : new AudioContext();
    void this.context?.resume().catch(() => undefined);
  }

  ring(): void {
    if (this.ringing !== null) return;
    this.play(ringNotes, 0.25);
    this.ringing = setInterval(() => this.play(ringNotes, 0.25), ringEvery);
  }

  stopRinging(): void {
    if (this.ringing !== null) clearInterval(this.ringing);
    this.ringing = null;
  }

  message(): void {
    this.play(messageNotes, 0.12);
  }

  private play(notes: readonly Note[], loudness: number): void {
    const context = this.context;
    if (context?.state !== "running") return;
    notes.forEach(note => strike(context, note, loudness));
  }
}

function strike(context: AudioContext, { at, pitch, lasts }: Note, loudness: number): void {
  const begin = context.currentTime + at;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0.0001, begin);
  gain.gain.exponentialRampToValueAtTime(loudness, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, begin + lasts);
  gain.connect(context.destination);
  for (const [factor, share] of [[1, 1], [2, 0.3]] as const) {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = pitch * factor;
    level.gain.value = share;
    tone.connect(level).connect(gain);
    tone.start(begin);
    tone.stop(begin + lasts);
  }
}
