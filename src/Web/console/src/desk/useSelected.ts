import { useMemo } from "react";
import type { AssignmentFacts } from "../api/contract";
import { isOpen } from "../live/lives";
import { myWork } from "../live/selectors";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";

/** The contact in the centre: the chosen one while it is open; else the call in hand, else what waits for its outcome. */
export function useSelected(): AssignmentFacts | null {
  const { selection } = useServices();
  const world = useWorld();
  const chosen = useStore(selection);
  return useMemo(() => {
    const open = chosen && world.assignments.get(chosen.assignment);
    if (open && isOpen(open.state) && open.state !== "offered") return open;
    const work = myWork(world);
    return work.inHand[0] ?? work.conversations[0] ?? work.wrapUps[0] ?? null;
  }, [chosen, world]);
}
