import type { Api } from "../api/api";
import { Problem } from "../api/problem";
import { Store } from "../live/store";
import type { Keep } from "../session/keep";
import { texts } from "../texts";
import { newMessageId } from "./messageId";

/** A message written here that the server has not confirmed. */
export interface Pending {
  readonly id: string;
  readonly contact: string;
  readonly text: string;
  readonly at: number;
  /** `held`: it waited so long that the agent must say whether it still should go. */
  readonly state: "sending" | "waiting" | "held" | "refused" | "taken";
  readonly problem: string | null;
}

const place = "outgoing.";
/** A reply that was right ten minutes ago may be unsafe now: nobody knows who reads the phone by then. */
const staleAfter = 10 * 60_000;

/** Sends replies, each until the server has it, always with the same id; kept in this browser meanwhile. */
export class Outgoing {
  readonly pending: Store<readonly Pending[]>;
  private readonly inFlight = new Set<string>();

  constructor(
    private readonly api: Pick<Api, "send">,
    private readonly keep: Keep,
    private readonly now: () => number = Date.now,
  ) {
    const kept = keep.keys(place).flatMap(key => keep.read<Pending>(key) ?? []);
    this.pending = new Store<readonly Pending[]>(kept.sort((a, b) => a.at - b.at).map(p => (p.state === "sending" ? { ...p, state: "waiting" } : p)));
  }

  send(contact: string, text: string): void {
    const message: Pending = { id: newMessageId(this.now()), contact, text, at: this.now(), state: "sending", problem: null };
    this.pending.update(all => [...all, message]);
    this.keep.write(place + message.id, message);
    void this.deliver(message);
  }

  /** Tries everything that waits again: the network or the hub is back. */
  retry(): void {
    for (const message of this.pending.get()) {
      if (message.state !== "waiting") continue;
      if (this.now() - message.at > staleAfter) this.change(message.id, { state: "held" });
      else void this.deliver(message);
    }
  }

  /** The agent decided that it still should go. */
  sendNow(id: string): void {
    const message = this.pending.get().find(p => p.id === id);
    if (message) void this.deliver(message);
  }

  discard(id: string): Pending | null {
    const message = this.pending.get().find(p => p.id === id) ?? null;
    this.pending.update(all => all.filter(p => p.id !== id));
    this.keep.remove(place + id);
    return message;
  }

  /** The thread as the server has it: what stands there is ours no longer. */
  settle(ids: ReadonlySet<string>): void {
    this.pending.get().filter(p => ids.has(p.id)).forEach(p => this.discard(p.id));
  }

  forget(): void {
    this.pending.set([]);
    this.keep.removeAll(place);
  }

  private async deliver(message: Pending): Promise<void> {
    if (this.inFlight.has(message.id)) return;
    this.inFlight.add(message.id);
    this.change(message.id, { state: "sending", problem: null });
    try {
      await this.api.send(message.contact, { id: message.id, text: message.text });
      this.change(message.id, { state: "taken" });
      this.keep.remove(place + message.id);
    } catch (error) {
      const refused = error instanceof Problem && !error.isUnreachable && error.status !== 401 && error.status !== 429 && error.status !== 500;
      this.change(message.id, { state: refused ? "refused" : "waiting", problem: refused ? error.message : texts.thread.waitingToSend });
    } finally {
      this.inFlight.delete(message.id);
    }
  }

  private change(id: string, change: Partial<Pending>): void {
    this.pending.update(all => all.map(p => (p.id === id ? { ...p, ...change } : p)));
    const message = this.pending.get().find(p => p.id === id);
    if (message) this.keep.write(place + id, message);
  }
}
