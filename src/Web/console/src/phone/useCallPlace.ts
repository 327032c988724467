import { useEffect, useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { useStore } from "../live/store";
import { useServices } from "../services";

/** Where this call's line is: in this window, in another, nowhere any more; null while that is being found out. */
export type CallPlace = "here" | "elsewhere" | "nowhere" | null;

export function useCallPlace({ id, state }: AssignmentFacts): CallPlace {
  const { call, holder, ownPhones } = useServices();
  const line = useStore(call.line);
  const [found, setFound] = useState<CallPlace>(null);
  const here = line?.assignment === id && line.state !== "ended";
  // On their own phone: the call's view says how that stands.
  const elsewhere = useStore(ownPhones.choice)?.rings ?? false;
  const live = state === "active" || state === "connecting";

  useEffect(() => {
    if (here || !live || elsewhere) return;
    let current = true;
    void holder.isHeldElsewhere(id).then(held => {
      if (current) setFound(held ? "elsewhere" : "nowhere");
    });
    return () => {
      current = false;
    };
  }, [holder, id, here, live, elsewhere]);

  return here ? "here" : found;
}
