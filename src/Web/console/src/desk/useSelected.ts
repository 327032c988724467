import { useEffect, useMemo } from "react";
import type { AssignmentFacts } from "../api/contract";
import { isOpen } from "../live/lives";
import { myWork } from "../live/selectors";
import { useStore } from "../live/store";
import type { World } from "../live/world";
import { useServices, useWorld } from "../services";

/** The contact in the centre. Where none is chosen, one is, once: it must not change under the agent's hands as the list sorts itself. */
export function useSelected(): AssignmentFacts | null {
  const { selection } = useServices();
  const world = useWorld();
  const chosen = useStore(selection);
  const selected = useMemo(() => open(world, chosen?.assignment) ?? next(world), [chosen, world]);
  useEffect(() => {
    if (selected && selected.id !== chosen?.assignment) selection.set({ assignment: selected.id, focus: false });
  }, [selection, selected, chosen]);
  return selected;
}

function open(world: World, id: string | undefined): AssignmentFacts | null {
  const assignment = id === undefined ? undefined : world.assignments.get(id);
  return assignment && isOpen(assignment.state) && assignment.state !== "offered" ? assignment : null;
}

function next(world: World): AssignmentFacts | null {
  const { inHand, conversations, wrapUps } = myWork(world);
  return inHand[0] ?? conversations[0] ?? wrapUps[0] ?? null;
}
