import type { Api } from "../api/api";
import type { OutboundKind, SafeContactForm, SafeContactView, SafeNow } from "../api/contract";
import { wordsOf } from "../api/problem";
import { Store } from "../live/store";

export interface SafeState {
  readonly view: SafeContactView | null;
  readonly problem: string | null;
  /** When it was read, by this browser's clock. */
  readonly readAt: number;
}

/** Older than this, what would be allowed "now" is asked again before it is relied on. */
const stale = 60_000;

/** How it is safe to reach the people of the contacts on screen. Every read is audited, so it is read when shown and when there is news. */
export class SafeContacts {
  readonly states = new Store<ReadonlyMap<string, SafeState>>(new Map());
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly api: Pick<Api, "safeContact" | "saveSafeContact" | "askOverride">,
    private readonly now: () => number = Date.now,
  ) {}

  async load(contact: string, version: number): Promise<void> {
    if ((this.asked.get(contact) ?? -1) >= version) return;
    this.asked.set(contact, version);
    await this.read(contact);
  }

  /** Asks again if what is known may have been overtaken by the clock. */
  async freshen(contact: string): Promise<void> {
    const state = this.states.get().get(contact);
    if (state && this.now() - state.readAt > stale) await this.read(contact);
  }

  async read(contact: string): Promise<void> {
    try {
      this.put(contact, await this.api.safeContact(contact), null);
    } catch (error) {
      this.put(contact, this.states.get().get(contact)?.view ?? null, wordsOf(error));
    }
  }

  /** Throws a Problem; what was typed is the caller's to keep. */
  async save(contact: string, rules: SafeContactForm, version: number): Promise<void> {
    this.put(contact, await this.api.saveSafeContact(contact, rules, version), null);
  }

  /** Throws a Problem. */
  async ask(contact: string, kind: OutboundKind, message: string | null, reason: string): Promise<void> {
    await this.api.askOverride(contact, { kind, message, reason });
    await this.read(contact);
  }

  forget(): void {
    this.asked.clear();
    this.states.set(new Map());
  }

  private put(contact: string, view: SafeContactView | null, problem: string | null): void {
    this.states.update(states => new Map(states).set(contact, { view, problem, readAt: this.now() }));
  }
}

export function nowOf(state: SafeState | undefined, kind: OutboundKind): SafeNow | null {
  return state?.view?.now.find(now => now.kind === kind) ?? null;
}
