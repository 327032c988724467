import type { SoftphoneSetup } from "../api/contract";
import type { DemoSound } from "./DemoSound";

/** What a leg must show to join a call, checked by the server, once: an agent their assignment, a supervisor the party they are. */
export type JoinOrder = { readonly pool: string; readonly ticket: string } & ({ readonly assignment: string } | { readonly party: string });

export interface Heard {
  /** "you", "line" for what a machine says, or somebody on the call. */
  readonly from: string;
  readonly text: string;
}

/** What makes a call hard to hear while it goes on. */
export type LineWarning = "network" | "microphone";

export interface LegEvents {
  open(): void;
  /** The line hangs by a thread but is not lost. */
  shaky(isShaky: boolean): void;
  /** Null: all is well again. */
  warned(warning: LineWarning | null): void;
  heard(words: Heard): void;
  /** It is over; `problem` says why in plain words when nobody wanted it. */
  ended(problem: string | null): void;
}

/** This browser's end of one call. */
export interface CallLeg {
  mute(on: boolean): void;
  hangUp(): void;
  /** Sends tones: 0 to 9, * and #. */
  sendDigits(digits: string): void;
  /** A pretend line speaks by typing; a real one has no such door. */
  readonly say?: (text: string) => Promise<void>;
  /** A pretend line has real sound only when it is asked for. */
  readonly sound?: DemoSound;
}

/** A telephone in the browser. The server says which of the implementations it is. */
export interface ISoftphone {
  connect(order: JoinOrder, events: LegEvents): Promise<CallLeg>;
  dispose(): void;
}

export type FetchSetup = () => Promise<SoftphoneSetup>;
