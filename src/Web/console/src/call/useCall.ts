import { useEffect } from "react";
import type { AssignmentFacts, CallView } from "../api/contract";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";

/** How this call stands, as the network confirmed it; null until it is known. */
export function useCall({ contact, channel }: AssignmentFacts): CallView | null {
  const { callFiles } = useServices();
  const version = useWorld().calls.get(contact) ?? 0;
  useEffect(() => {
    if (channel === "phone") void callFiles.load(contact, version);
  }, [callFiles, contact, channel, version]);
  return useStore(callFiles.calls).get(contact) ?? null;
}
