import type { Api } from "../api/api";
import type { SessionView } from "../api/contract";
import { Problem } from "../api/problem";
import { Store } from "../live/store";

/** Who is signed in: not known yet, nobody, or somebody. */
export type SessionState = { readonly kind: "asking" } | { readonly kind: "out" } | { readonly kind: "in"; readonly me: SessionView };

export class Session {
  readonly state = new Store<SessionState>({ kind: "asking" });

  constructor(
    private readonly api: Pick<Api, "session" | "signIn" | "signOut">,
    private readonly wait: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms)),
  ) {}

  /** Asks until there is an answer: a server that cannot be reached has not signed anybody out. */
  async ask(): Promise<void> {
    while (this.state.get().kind === "asking") {
      try {
        this.state.set({ kind: "in", me: await this.api.session() });
      } catch (error) {
        if (isSignedOut(error)) this.ended();
        else await this.wait(2000);
      }
    }
  }

  /** Asked when the live connection is refused; anything but a plain "no" counts as yes. */
  async stillHolds(): Promise<boolean> {
    try {
      await this.api.session();
      return true;
    } catch (error) {
      if (!isSignedOut(error)) return true;
      this.ended();
      return false;
    }
  }

  async signIn(userName: string, password: string): Promise<void> {
    this.state.set({ kind: "in", me: await this.api.signIn(userName, password) });
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.ended();
  }

  ended(): void {
    this.state.set({ kind: "out" });
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}
