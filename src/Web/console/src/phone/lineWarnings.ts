import type { LineWarning } from "./softphone";

/** Twilio's names: https://www.twilio.com/docs/voice/sdks/javascript/best-practices#call-quality-warnings */
const microphone: readonly string[] = ["constant-audio-input-level"];

/** A warning that comes and goes is one warning: it ends when it has been quiet for so long. */
const calm = 6000;

/** Makes one calm line of the network's many warnings: the first that matters, until all has been well for a while. */
export class LineWarnings {
  private readonly raised = new Set<string>();
  private shown: LineWarning | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly tell: (warning: LineWarning | null) => void) {}

  raise(name: string): void {
    this.raised.add(name);
    this.settle();
  }

  clear(name: string): void {
    if (this.raised.delete(name)) this.settle();
  }

  /** The call is over. */
  end(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.raised.clear();
  }

  private settle(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    const next = kindOf(this.raised);
    // Better news waits, worse or other news does not.
    if (next !== null) this.show(next);
    else this.timer = setTimeout(() => this.show(null), calm);
  }

  private show(warning: LineWarning | null): void {
    if (warning === this.shown) return;
    this.shown = warning;
    this.tell(warning);
  }
}

/** A silent microphone is told before a weak network: the person hears nothing at all. */
function kindOf(raised: ReadonlySet<string>): LineWarning | null {
  if (raised.size === 0) return null;
  return [...raised].some(name => microphone.includes(name)) ? "microphone" : "network";
}
