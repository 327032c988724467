const keep = "helpline.simulator.sound";

/** Frequencies of the keys, as telephones have used them since 1963 (ITU-T Q.23). */
const rows = [697, 770, 852, 941] as const;
const columns = [1209, 1336, 1477] as const;
const keys = "123456789*0#";

/** The desk's small noises: keys, and the British ringing tone while someone calls. */
export class Sounds {
  private context: AudioContext | null = null;
  private ringing: { stop: () => void } | null = null;
  on = read() !== "off";

  toggle(): boolean {
    this.on = !this.on;
    if (!this.on) this.ring(false);
    try {
      localStorage.setItem(keep, this.on ? "on" : "off");
    } catch {
      // Private windows may refuse; the choice then lasts as long as the page.
    }
    return this.on;
  }

  key(key: string): void {
    const at = keys.indexOf(key);
    if (at >= 0) this.play([rows[Math.floor(at / 3)] ?? 0, columns[at % 3] ?? 0], 0, 0.14);
  }

  /** 400 and 450 Hz; 0.4 s on, 0.2 s off, 0.4 s on, 2 s off. */
  ring(isRinging: boolean): void {
    if (isRinging === (this.ringing !== null) || (isRinging && !this.on)) return;
    if (!isRinging) {
      this.ringing?.stop();
      this.ringing = null;
      return;
    }
    const burst = (): void => {
      this.play([400, 450], 0, 0.4);
      this.play([400, 450], 0.6, 0.4);
    };
    burst();
    const timer = setInterval(burst, 3000);
    this.ringing = { stop: () => clearInterval(timer) };
  }

  private play(frequencies: readonly number[], after: number, seconds: number): void {
    if (!this.on || typeof AudioContext === "undefined") return;
    this.context ??= new AudioContext();
    const { currentTime, destination } = this.context;
    const gain = this.context.createGain();
    const start = currentTime + after;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.04, start + 0.01);
    gain.gain.setValueAtTime(0.04, start + seconds - 0.02);
    gain.gain.linearRampToValueAtTime(0, start + seconds);
    gain.connect(destination);
    for (const frequency of frequencies) {
      const tone = this.context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(start);
      tone.stop(start + seconds);
    }
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(keep);
  } catch {
    return null;
  }
}
