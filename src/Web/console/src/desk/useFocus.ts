import { useEffect } from "react";
import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { useServices } from "../services";
import { centreId, focusOn, focusOutcome } from "../shell/focus";

/** Focus follows what the agent did, and is never lost: an answered call takes it; when what held it is gone at the end, the outcome has it. */
export function useFocus({ channel, state }: AssignmentFacts): void {
  const { selection } = useServices();
  useEffect(() => {
    // A thread's message box takes it by itself, once there is a thread.
    if (selection.get()?.focus && !traitsOf(channel).threaded) focusOn(centreId);
  }, [selection, channel]);
  useEffect(() => {
    if (state === "wrapUp" && document.activeElement === document.body) focusOutcome();
  }, [state]);
}
