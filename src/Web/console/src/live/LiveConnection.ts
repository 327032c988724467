import type { ConsoleClient, ConsoleHub, FiguresView, LiveChange } from "../api/contract";
import type { ServerClock } from "../time/clock";
import { Store } from "./store";
import { apply, fromSnapshot, hasGap, seen, type World } from "./world";
import type { Wire } from "./wire";

export interface Link {
  readonly state: "connecting" | "live" | "reconnecting";
  /** When the server was last heard, in this browser's time; null before the first snapshot. */
  readonly heardAt: number | null;
}

export interface LiveEvents {
  changed(change: LiveChange, world: World, before: World): void;
  answeredElsewhere(assignment: string): void;
}

interface Options {
  open: (client: ConsoleClient) => Wire;
  clock: ServerClock;
  /** Whether the sign-in still holds; asked when the connection is refused, because a WebSocket does not say why. */
  stillSignedIn: () => Promise<boolean>;
  startHeartbeat: (beat: () => void) => () => void;
  wait?: (ms: number) => Promise<void>;
  now?: () => number;
}

const pauses = [0, 1000, 2000, 5000, 10_000];
/** A connection that has not answered a heartbeat for so long is dead, whatever the socket believes. */
const silence = 15_000;

/** Keeps the world as the server has it: snapshot, then changes; for ever, through every break. */
export class LiveConnection {
  readonly world = new Store<World | null>(null);
  readonly link = new Store<Link>({ state: "connecting", heardAt: null });
  private readonly wire: Wire;
  private readonly wait: (ms: number) => Promise<void>;
  private readonly now: () => number;
  private listeners: LiveEvents[] = [];
  /** Changes that came while a snapshot was on its way; null when none is. */
  private held: LiveChange[] | null = [];
  /** Figures that came meanwhile: newer than those of the snapshot. */
  private heldFigures: FiguresView | null = null;
  private refetching: Promise<void> | null = null;
  /** The snapshot that follows the one under way; null when none was asked for. */
  private following: Promise<void> | null = null;
  private running = false;
  private connecting = false;
  private stopHeartbeat: (() => void) | null = null;
  private wake: () => void = () => undefined;

  constructor(private readonly options: Options) {
    this.wait = options.wait ?? (ms => new Promise(resolve => setTimeout(resolve, ms)));
    this.now = options.now ?? Date.now;
    this.wire = options.open({
      changed: change => this.receive(change),
      refetch: () => this.begin(),
      figures: figures => this.count(figures),
      answeredElsewhere: assignment => this.listeners.forEach(l => l.answeredElsewhere(assignment)),
    });
    this.wire.onLost(() => {
      if (this.running && !this.connecting) void this.connect();
    });
  }

  /** Steps to take on the server. They fail while the connection is down; the caller says so and may repeat. */
  get hub(): Omit<ConsoleHub, "snapshot" | "heartbeat"> {
    return this.wire;
  }

  listen(listener: LiveEvents): () => void {
    this.listeners = [...this.listeners, listener];
    return () => {
      this.listeners = this.listeners.filter(l => l !== listener);
    };
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.stopHeartbeat = this.options.startHeartbeat(() => void this.beat());
    void this.connect();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.stopHeartbeat?.();
    this.world.set(null);
    this.link.set({ state: "connecting", heardAt: null });
    await this.wire.stop();
  }

  /** The network is back, or the page visible again: do not sit out the pause. */
  hurry(): void {
    this.wake();
  }

  seen(contact: string): void {
    this.world.update(world => world && seen(world, contact));
  }

  private async connect(): Promise<void> {
    this.connecting = true;
    this.held ??= [];
    if (this.world.get()) this.link.update(link => ({ ...link, state: "reconnecting" }));
    for (let attempt = 0; this.running; attempt++) {
      await this.pause(pauses[Math.min(attempt, pauses.length - 1)] ?? 0);
      if (await this.tryOnce()) break;
    }
    this.connecting = false;
  }

  /** True when there is nothing more to try: it is live, or nobody is signed in. */
  private async tryOnce(): Promise<boolean> {
    try {
      await this.wire.start();
      await this.refetch();
      return true;
    } catch {
      await this.wire.stop().catch(() => undefined);
      return !(await this.options.stillSignedIn());
    }
  }

  /** Begins again from a snapshot; when even that fails, from a new connection. */
  private begin(): void {
    void this.refetch().catch(() => void this.wire.stop());
  }

  private pause(ms: number): Promise<void> {
    return Promise.race([this.wait(ms), new Promise<void>(resolve => (this.wake = resolve))]);
  }

  /** One under way may be older than what made us ask: another follows it, never the same. */
  private refetch(): Promise<void> {
    if (!this.refetching) {
      this.refetching = this.takeSnapshot().finally(() => (this.refetching = null));
      return this.refetching;
    }
    this.following ??= this.refetching
      .catch(() => undefined)
      .then(() => {
        this.following = null;
        return this.refetch();
      });
    return this.following;
  }

  private async takeSnapshot(): Promise<void> {
    this.held ??= [];
    this.heldFigures = null;
    const snapshot = await this.wire.snapshot();
    this.options.clock.set(snapshot.at);
    this.world.update(before => fromSnapshot(snapshot, before));
    this.heard();
    const held = this.held;
    this.held = null;
    held.forEach(change => this.receive(change));
    if (this.heldFigures) this.count(this.heldFigures);
  }

  private count(figures: FiguresView): void {
    if (this.held) this.heldFigures = figures;
    else this.world.update(world => world && { ...world, figures });
  }

  private receive(change: LiveChange): void {
    if (this.held) {
      this.held.push(change);
      return;
    }
    const before = this.world.get();
    if (!before) return;
    if (hasGap(before, change.position)) {
      this.held = [change];
      this.begin();
      return;
    }
    const world = apply(before, change);
    if (world === before) return;
    this.world.set(world);
    this.heard();
    this.listeners.forEach(l => l.changed(change, world, before));
  }

  private async beat(): Promise<void> {
    const { state, heardAt } = this.link.get();
    if (state !== "live") return;
    if (heardAt !== null && this.now() - heardAt > silence) {
      await this.wire.stop();
      return;
    }
    try {
      await this.wire.heartbeat();
      this.heard();
    } catch {
      // The wire closes and tells onLost; until then the age of the data is shown.
    }
  }

  private heard(): void {
    this.link.set({ state: "live", heardAt: this.now() });
  }
}
