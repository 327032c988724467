import { SoundLine, type SoundState } from "../../rtc/SoundLine";
import { h, icon } from "./dom";
import { texts } from "./texts";

const t = texts.microphone;

/** Speaking with one's own voice on a call: off until it is asked for, and gone with the call. */
export class SoundKnob {
  readonly element: HTMLElement;
  private readonly button = h("button", { type: "button", className: "secondary knob" });
  private readonly words = h("span", { attrs: { role: "status" } });
  private call: string | null = null;
  private line: SoundLine | null = null;
  private state: SoundState | "asking" | "refused" = "off";

  constructor(
    private readonly base: string,
    private readonly name: string,
    private readonly lineOf: (path: string, tell: (state: SoundState) => void) => SoundLine = (path, tell) => new SoundLine(path, tell),
  ) {
    this.button.addEventListener("click", () => void this.press());
    this.element = h("div", { className: "microphone", hidden: true }, this.button, this.words);
    this.show("off");
  }

  /** The call this telephone is on, or none. */
  update(call: string | null): void {
    if (call === this.call) return;
    this.call = call;
    this.line?.stop();
    this.line = null;
    this.element.hidden = call === null;
    this.show("off");
  }

  private async press(): Promise<void> {
    const { call } = this;
    if (this.line) {
      this.line.stop();
      this.line = null;
      return this.show("off");
    }
    if (call === null || this.state === "asking") return;
    this.show("asking");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (call !== this.call) return stream.getTracks().forEach(track => track.stop());
      const line = this.lineOf(`${this.base}sound/${encodeURIComponent(call)}`, state => {
        if (this.line !== line && this.line !== null) return;
        if (state === "lost") this.line = null;
        this.show(state);
      });
      this.line = line;
      line.start(stream);
    } catch {
      this.show("refused");
    }
  }

  private show(state: typeof this.state): void {
    this.state = state;
    const on = this.line !== null;
    this.button.replaceChildren(icon("mic"), on ? t.stop : t.use);
    this.button.setAttribute("aria-label", on ? t.stopOf(this.name) : t.useOf(this.name));
    this.button.setAttribute("aria-pressed", String(on));
    this.words.textContent = t.states[state];
  }
}
