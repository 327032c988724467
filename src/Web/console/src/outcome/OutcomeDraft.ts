import type { Api } from "../api/api";
import type { OutcomeForm } from "../api/contract";
import { Problem, wordsOf } from "../api/problem";
import { Store } from "../live/store";
import type { Keep } from "../session/keep";
import { texts } from "../texts";
import { emptyForm, mergeForms, sameForm } from "./form";

export interface DraftState {
  readonly form: OutcomeForm;
  readonly loaded: boolean;
  readonly logged: boolean;
  /** The form began with what an earlier agent wrote. */
  readonly carried: boolean;
  readonly saving: boolean;
  readonly savedAt: number | null;
  readonly problem: string | null;
  /** Another window had written too; both are kept. */
  readonly merged: boolean;
  /** What the server says is still missing, by field. */
  readonly missing: readonly string[];
}

interface Kept {
  base: OutcomeForm;
  form: OutcomeForm;
}

const debounce = 600;
const retryAfter = 5000;
const place = "outcome.";

/** The outcome of one assignment: saved as it is typed, one save after the other, and never lost to a second window or a break. */
export class OutcomeDraft {
  readonly state = new Store<DraftState>({
    form: emptyForm, loaded: false, logged: false, carried: false, saving: false, savedAt: null, problem: null, merged: false, missing: [],
  });
  /** The form as the server has it, at `revision`. */
  private base = emptyForm;
  private revision = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private save: Promise<boolean> | null = null;

  constructor(
    private readonly assignment: string,
    private readonly api: Pick<Api, "outcome" | "saveOutcome" | "logOutcome">,
    private readonly keep: Keep,
    private readonly now: () => number = Date.now,
  ) {}

  async load(): Promise<void> {
    try {
      const view = await this.api.outcome(this.assignment);
      const kept = this.keep.read<Kept>(place + this.assignment);
      this.base = view.form;
      this.revision = view.revision;
      const form = kept && !view.logged ? mergeForms(kept.base, kept.form, view.form) : view.form;
      this.set({ form, loaded: true, logged: view.logged, carried: view.carried, problem: null });
      if (view.logged) this.keep.remove(place + this.assignment);
      else if (this.isDirty) this.schedule(0);
    } catch (error) {
      this.set({ problem: wordsOf(error) });
    }
  }

  change(change: Partial<OutcomeForm>): void {
    if (!this.state.get().loaded || this.state.get().logged) return;
    const form = { ...this.state.get().form, ...change };
    const changed = Object.keys(change);
    this.set({ form, missing: this.state.get().missing.filter(field => !changed.includes(field)) });
    this.keep.write(place + this.assignment, { base: this.base, form } satisfies Kept);
    this.schedule(debounce);
  }

  /** Saves what is not saved; true when the server has all of it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.save) await this.save;
    if (!this.isDirty || this.state.get().logged) return true;
    this.save = this.saveOnce().finally(() => (this.save = null));
    return this.save;
  }

  /** The page is going: one last request that outlives it. What it cannot carry stays in this browser. */
  closing(): void {
    if (!this.isDirty || this.state.get().logged) return;
    void this.api.saveOutcome(this.assignment, this.state.get().form, this.revision, true).catch(() => undefined);
  }

  async log(): Promise<boolean> {
    // Another window may have written meanwhile: then there is once more something to save.
    let saved = await this.flush();
    for (let again = 0; again < 2 && !saved && this.state.get().problem === null; again++) saved = await this.flush();
    if (!saved) return false;
    try {
      const { result, missing } = await this.api.logOutcome(this.assignment);
      const logged = result === "logged";
      this.set({ logged, missing, problem: result === "notYours" ? texts.outcome.notYours : null });
      if (logged) this.keep.remove(place + this.assignment);
      return logged;
    } catch (error) {
      this.set({ problem: wordsOf(error) });
      return false;
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    void this.flush();
  }

  private get isDirty(): boolean {
    return this.state.get().loaded && !sameForm(this.base, this.state.get().form);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private async saveOnce(): Promise<boolean> {
    const { form } = this.state.get();
    this.set({ saving: true });
    try {
      const reply = await this.api.saveOutcome(this.assignment, form, this.revision);
      this.base = form;
      this.revision = reply.revision;
      this.set({ saving: false, savedAt: this.now(), problem: null });
      if (!this.isDirty) this.keep.remove(place + this.assignment);
      else this.schedule(debounce);
      return !this.isDirty;
    } catch (error) {
      this.set({ saving: false });
      return this.refused(error);
    }
  }

  private async refused(error: unknown): Promise<boolean> {
    if (error instanceof Problem && error.status === 409) return this.catchUp(error);
    this.set({ problem: error instanceof Problem && error.isUnreachable ? texts.outcome.notSavedYet : wordsOf(error) });
    if (error instanceof Problem && error.isUnreachable) this.schedule(retryAfter);
    return false;
  }

  /** Another window saved since, or logged it: read what it wrote, keep what was typed here, and save both. */
  private async catchUp(conflict: Problem): Promise<boolean> {
    const view = await this.api.outcome(this.assignment).catch(() => null);
    if (!view) {
      this.set({ problem: conflict.message });
      return false;
    }
    const form = view.logged ? view.form : mergeForms(this.base, this.state.get().form, view.form);
    const moved = view.revision !== this.revision;
    this.base = view.form;
    this.revision = view.revision;
    this.set({ form, logged: view.logged, merged: !view.logged && moved, problem: moved ? null : conflict.message });
    if (this.isDirty && moved) this.schedule(0);
    return !this.isDirty;
  }

  private set(change: Partial<DraftState>): void {
    this.state.update(state => ({ ...state, ...change }));
  }
}
