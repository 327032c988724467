import type { Api } from "../api/api";
import type { ListeningMode } from "../api/contract";
import { Store } from "../live/store";
import { Problem } from "../api/problem";
import { texts } from "../texts";
import type { CallLine } from "../phone/CallLine";

export interface Listened {
  readonly contact: string;
  readonly agent: string;
  /** What this supervisor is in the call; also the key of this window's line. */
  readonly party: string;
  readonly mode: ListeningMode;
}

const orders = { listen: "listen-only", whisper: "whisper", barge: "barge" } as const;

/** A supervisor's part in somebody else's call. It uses this window's one telephone, so never during a call of their own. */
export class ListenLine {
  readonly listened = new Store<Listened | null>(null);

  constructor(
    private readonly api: Pick<Api, "listen" | "orderCall">,
    private readonly call: CallLine,
  ) {
    call.line.subscribe(() => {
      const [line, now] = [call.line.get(), this.listened.get()];
      if (now && (line?.assignment !== now.party || line.state === "ended" || line.state === "failed")) this.listened.set(null);
    });
  }

  async start(contact: string, agent: string, pool: string): Promise<void> {
    const { party, ticket } = await this.api.listen(contact);
    const joining = this.call.join({ pool, party, ticket });
    this.listened.set({ contact, agent, party, mode: "listen" });
    await joining;
    const line = this.call.line.get();
    if (line?.assignment === party && line.state === "failed") throw new Problem(0, texts.call.listen.failed, "");
  }

  /** Shown when the server has taken it: a voice must not be heard by more people than the screen says. */
  async change(mode: ListeningMode): Promise<void> {
    const now = this.listened.get();
    if (!now) return;
    await this.api.orderCall(now.contact, orders[mode]);
    this.listened.update(still => (still?.party === now.party ? { ...still, mode } : still));
  }

  stop(): void {
    const now = this.listened.get();
    if (!now) return;
    this.call.release(now.party);
    this.listened.set(null);
    void this.api.orderCall(now.contact, "leave").catch(() => undefined);
  }
}
