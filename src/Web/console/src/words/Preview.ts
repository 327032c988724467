import { Store } from "../live/store";

/** Numbers as they might be, so that a sentence sounds whole. */
const examples: Readonly<Record<string, string>> = { place: "3", low: "5", high: "15" };

/** Says a sentence aloud with this computer's own voice. One at a time. */
export class Preview {
  /** The key of what is being said. */
  readonly saying = new Store<string | null>(null);

  constructor(private readonly synthesis: SpeechSynthesis | null = typeof speechSynthesis === "undefined" ? null : speechSynthesis) {}

  get isPossible(): boolean {
    return this.synthesis !== null;
  }

  say(key: string, text: string, language: string): void {
    this.stop();
    const words = new SpeechSynthesisUtterance(text.replace(/\{(\w+)\}/g, (whole, name: string) => examples[name] ?? whole));
    words.lang = language === "en" ? "en-GB" : language;
    const over = () => this.saying.update(now => (now === key ? null : now));
    words.addEventListener("end", over);
    words.addEventListener("error", over);
    this.saying.set(key);
    this.synthesis?.speak(words);
  }

  stop(): void {
    this.synthesis?.cancel();
    this.saying.set(null);
  }
}
