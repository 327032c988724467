import { useCallback, useEffect, useRef, useState } from "react";
import type { OpenDanger } from "../api/contract";
import { useServices } from "../services";

/** News of a contact that the queue has forgotten does not come live, nor does any while the connection is down. */
const every = 10_000;

/** What is open in the pool, for supervisors; null while it was never read. A failure keeps the last list and says that it may be old. */
export function useOpenDangers(): { open: readonly OpenDanger[]; isOld: boolean } {
  const { api, live, sound } = useServices();
  const [open, setOpen] = useState<readonly OpenDanger[]>([]);
  const [isOld, setOld] = useState(false);
  const known = useRef<ReadonlySet<string>>(new Set());
  const refresh = useCallback(async () => {
    try {
      const now = await api.openDangers();
      if (now.some(danger => !known.current.has(danger.id))) sound.message();
      known.current = new Set(now.map(danger => danger.id));
      setOpen(now);
      setOld(false);
    } catch {
      setOld(true);
    }
  }, [api, sound]);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), every);
    const stop = live.listen({
      changed: change => {
        // Who holds it, and whether they are back, follows from the contacts.
        if ((change.kind === "news" && change.reason === "dangerChanged") || change.kind === "closed" || change.kind === "ended" || change.kind === "personLeft" || (change.kind === "enqueued" && change.contact?.priority === "imminentDanger")) void refresh();
      },
      answeredElsewhere: () => undefined,
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [live, refresh]);
  return { open, isOld };
}
