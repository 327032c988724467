import type { Api } from "../api/api";
import type { DangerEntry, DangerView } from "../api/contract";
import { Problem, wordsOf } from "../api/problem";
import { Store } from "../live/store";
import { newMessageId } from "../thread/messageId";

export interface DangerState {
  readonly dangers: readonly DangerView[];
  /** Pressed, and not yet known to be durable. */
  readonly raising: boolean;
  readonly problem: string | null;
}

const nothing: DangerState = { dangers: [], raising: false, problem: null };

/** What was raised about the contacts on screen. A press is never lost: it is repeated until the server has taken it, or says that it may not be. */
export class Dangers {
  readonly states = new Store<ReadonlyMap<string, DangerState>>(new Map());
  /** The contact whose danger a supervisor has open. */
  readonly opened = new Store<string | null>(null);
  private life = 0;

  constructor(
    private readonly api: Pick<Api, "dangers" | "raiseDanger" | "writeDanger" | "closeDanger">,
    private readonly wait: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms)),
  ) {}

  async raise(contact: string): Promise<void> {
    if (this.of(contact).raising) return;
    const life = this.life;
    this.change(contact, { raising: true, problem: null });
    for (;;) {
      try {
        this.change(contact, { dangers: await this.api.raiseDanger(contact), raising: false, problem: null });
        return;
      } catch (error) {
        const tryAgain = !(error instanceof Problem) || error.status === 0 || error.status >= 500;
        this.change(contact, { problem: wordsOf(error), raising: tryAgain });
        if (!tryAgain) return;
      }
      await this.wait(2000);
      if (life !== this.life) return;
    }
  }

  /** A failure keeps what is known: the next look comes by itself. */
  async read(contact: string): Promise<void> {
    try {
      const dangers = await this.api.dangers(contact);
      this.change(contact, { dangers });
    } catch {
      // Nothing here must get in the way of the contact itself.
    }
  }

  /** Throws a Problem; what was typed is the caller's to keep. */
  async write(contact: string, danger: string, entry: Partial<DangerEntry> & Pick<DangerEntry, "step">, id = newMessageId()): Promise<void> {
    const whole: DangerEntry = { choice: null, text: null, calledBy: null, calledAt: null, reference: null, ...entry };
    this.change(contact, { dangers: await this.api.writeDanger(contact, danger, { id, entry: whole }) });
  }

  /** Throws a Problem. */
  async close(contact: string, danger: string, line: string): Promise<void> {
    this.change(contact, { dangers: await this.api.closeDanger(contact, danger, line) });
  }

  forget(): void {
    this.life++;
    this.states.set(new Map());
    this.opened.set(null);
  }

  private of(contact: string): DangerState {
    return this.states.get().get(contact) ?? nothing;
  }

  private change(contact: string, what: Partial<DangerState>): void {
    this.states.update(states => new Map(states).set(contact, { ...this.of(contact), ...what }));
  }
}

export function openOf(state: DangerState | undefined): readonly DangerView[] {
  return state?.dangers.filter(danger => danger.closedAt === null) ?? [];
}
