import { useCallback, useEffect, useState } from "react";
import type { OpenSafeOverride } from "../api/contract";
import { useServices } from "../services";

/** News of a contact that Routing has forgotten does not come live. */
const every = 30_000;

/** What waits for a supervisor's decision, as it is asked and decided. A failure keeps the last list: the next try comes by itself. */
export function useOverrides(): [readonly OpenSafeOverride[], () => void] {
  const { api, live } = useServices();
  const [requests, setRequests] = useState<readonly OpenSafeOverride[]>([]);
  const refresh = useCallback(() => void api.openOverrides().then(setRequests, () => undefined), [api]);
  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, every);
    const stop = live.listen({
      changed: change => {
        if (change.kind === "news" && (change.reason === "safeContactChanged" || change.reason === "messageQueued")) refresh();
      },
      answeredElsewhere: () => undefined,
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [live, refresh]);
  return [requests, refresh];
}
