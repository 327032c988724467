/** What the simulator's desk API says (see src/Simulator/Desk/DeskView.cs). */
export interface Line {
  readonly number: string;
  readonly name: string;
  readonly voice: boolean;
  readonly texts: boolean;
}

export type PhoneState = "idle" | "calling" | "ringing" | "inCall";

export interface Heard {
  readonly at: string;
  readonly speaker: "voice" | "person" | "sound" | "self";
  readonly text: string;
  readonly who: string | null;
}

export interface Text {
  readonly sid: string;
  readonly at: string;
  readonly line: string;
  readonly body: string;
  readonly mine: boolean;
  readonly status: "received" | "sending" | "delivered" | "failed";
  readonly segments: number;
}

export interface Person {
  readonly number: string;
  readonly name: string;
  readonly story: string | null;
  readonly withheld: boolean;
  readonly state: PhoneState;
  readonly line: string | null;
  readonly ending: string | null;
  readonly transcript: readonly Heard[];
  readonly texts: readonly Text[];
  readonly phoneOff: boolean;
  /** The call they are on, to give it sound. */
  readonly call: string | null;
}

export interface Troubles {
  readonly duplicate: boolean;
  readonly reorder: boolean;
  readonly delayMs: number;
  readonly dropEvery: number;
  readonly rest: string;
  readonly legs: string;
}

export interface Warning {
  readonly at: string;
  readonly code: number;
  readonly message: string;
  readonly sid: string;
  readonly url: string | null;
}

export interface Desk {
  readonly lines: readonly Line[];
  readonly people: readonly Person[];
  readonly troubles: Troubles;
  readonly warnings: readonly Warning[];
  /** Seconds of the network's own time in a real second, 0.1 to 100. */
  readonly clockSpeed: number;
}

/** What the page may ask of the desk. Every refusal comes back as words for the person at the page. */
export interface DeskApi {
  person(number: string, act: "ring" | "answer" | "hangup" | "press" | "say" | "text" | "off", what?: object): Promise<string | null>;
  addPerson(person: { name: string; number: string; withheld: boolean }): Promise<string | null>;
  troubles(troubles: Troubles): Promise<string | null>;
  clock(speed: number): Promise<string | null>;
  clearWarnings(): Promise<string | null>;
}

export function deskApi(base: string, send: typeof fetch = (...request) => fetch(...request)): DeskApi {
  async function ask(method: string, path: string, body?: object): Promise<string | null> {
    try {
      const answer = await send(`${base}api/${path}`, {
        method,
        ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
      });
      return answer.ok ? null : ((await answer.json().catch(() => null)) as string | null) ?? `The simulator answered ${answer.status}.`;
    } catch {
      return "The simulator does not answer.";
    }
  }

  return {
    person: (number, act, what = {}) => ask("POST", `people/${encodeURIComponent(number)}/${act}`, what),
    addPerson: person => ask("POST", "people", person),
    troubles: troubles => ask("POST", "troubles", troubles),
    clock: speed => ask("POST", "clock", { speed }),
    clearWarnings: () => ask("DELETE", "warnings"),
  };
}
