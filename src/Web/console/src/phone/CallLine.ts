import type { SoftphoneSetup } from "../api/contract";
import { Store } from "../live/store";
import { microphoneWords } from "../headset/microphoneWords";
import { texts } from "../texts";
import type { DemoSound } from "./DemoSound";
import type { CallHolder } from "./callHolder";
import type { CallLeg, FetchSetup, Heard, ISoftphone, JoinOrder, LineWarning } from "./softphone";

export interface Caption extends Heard {
  readonly id: number;
}

/** This window's call, as the page shows it. */
export interface LineState {
  /** The assignment it is of; for a supervisor on somebody's call, the party they are. */
  readonly assignment: string;
  readonly state: "connecting" | "open" | "shaky" | "ended" | "failed";
  readonly muted: boolean;
  readonly warning: LineWarning | null;
  readonly canSay: boolean;
  /** In the demo: real sound, if one wants it. */
  readonly sound: DemoSound | null;
  readonly captions: readonly Caption[];
  readonly problem: string | null;
}

/** The one telephone of this window. At most one call at a time. */
export class CallLine {
  readonly line = new Store<LineState | null>(null);
  private softphone: Promise<ISoftphone> | null = null;
  private leg: CallLeg | null = null;
  private captions = 0;

  constructor(
    private readonly fetchSetup: FetchSetup,
    private readonly softphoneOf: (setup: SoftphoneSetup) => ISoftphone,
    private readonly holder: CallHolder,
  ) {}

  /** Joins the call with the ticket that came with the accept. */
  async join(order: JoinOrder): Promise<void> {
    const assignment = "assignment" in order ? order.assignment : order.party;
    // A window has one telephone: what it was on before ends.
    const before = this.line.get();
    if (before) this.release(before.assignment);
    this.leg = null;
    this.line.set({ assignment, state: "connecting", muted: false, warning: null, canSay: false, sound: null, captions: [], problem: null });
    this.holder.hold(assignment);
    try {
      const softphone = await this.phone();
      const leg = await softphone.connect(order, {
        open: () => this.set(assignment, { state: "open" }),
        shaky: isShaky => this.shake(assignment, isShaky),
        warned: warning => this.set(assignment, { warning }),
        heard: words => this.caption(assignment, words),
        ended: problem => this.ended(assignment, problem),
      });
      if (this.line.get()?.assignment !== assignment || this.isOver()) leg.hangUp();
      else this.leg = leg;
      this.set(assignment, { canSay: leg.say !== undefined, sound: leg.sound ?? null });
    } catch (error) {
      const microphone = microphoneWords(error);
      this.fail(assignment, microphone ? microphone + texts.audio.place : error instanceof Error ? error.message : texts.phone.broke);
    }
  }

  toggleMute(): void {
    const line = this.line.get();
    if (!line || !this.leg) return;
    this.leg.mute(!line.muted);
    this.set(line.assignment, { muted: !line.muted });
  }

  press(digits: string): void {
    this.leg?.sendDigits(digits);
  }

  /** The words come back as a caption once they are on the line. */
  async say(text: string): Promise<void> {
    await this.leg?.say?.(text);
  }

  /** The contact is over, or somebody else's: this end goes too. */
  release(assignment: string): void {
    if (this.line.get()?.assignment !== assignment) return;
    this.leg?.hangUp();
    this.ended(assignment, null);
  }

  forget(): void {
    const line = this.line.get();
    if (line) this.release(line.assignment);
    this.line.set(null);
    void this.softphone?.then(phone => phone.dispose(), () => undefined);
    this.softphone = null;
  }

  private phone(): Promise<ISoftphone> {
    this.softphone ??= this.fetchSetup().then(this.softphoneOf);
    this.softphone.catch(() => (this.softphone = null));
    return this.softphone;
  }

  private isOver(): boolean {
    const state = this.line.get()?.state;
    return state === "ended" || state === "failed";
  }

  private shake(assignment: string, isShaky: boolean): void {
    const state = this.line.get()?.state;
    if (isShaky && state === "open") this.set(assignment, { state: "shaky" });
    if (!isShaky && state === "shaky") this.set(assignment, { state: "open" });
  }

  private caption(assignment: string, words: Heard): void {
    const line = this.line.get();
    if (line?.assignment !== assignment) return;
    this.set(assignment, { captions: [...line.captions, { from: words.from, text: words.text, id: ++this.captions }] });
  }

  private ended(assignment: string, problem: string | null): void {
    if (this.line.get()?.assignment !== assignment || this.isOver()) return;
    this.leg = null;
    this.holder.release(assignment);
    this.set(assignment, problem ? { state: "failed", problem } : { state: "ended" });
  }

  private fail(assignment: string, problem: string): void {
    this.leg = null;
    this.holder.release(assignment);
    this.set(assignment, { state: "failed", problem });
  }

  private set(assignment: string, change: Partial<LineState>): void {
    this.line.update(line => (line?.assignment === assignment ? { ...line, ...change } : line));
  }
}
