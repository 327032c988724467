import { Store } from "../live/store";

/** Which of my contacts is open in the centre, by its assignment; and whether the agent just brought it there, so that focus follows. */
export interface Selected {
  readonly assignment: string;
  readonly focus: boolean;
}

export type Selection = Store<Selected | null>;
