import { useEffect } from "react";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { openOf, type DangerState } from "./Dangers";

/** News of a contact that the queue has forgotten does not come live. */
const every = 10_000;

export function useDangers(contact: string): DangerState | undefined {
  return useStore(useServices().dangers.states).get(contact);
}

/** The same, and keeps it true: read again when there is news of it, and by itself while it is open. Once per contact on the page: every read is recorded. */
export function useDangerNews(contact: string): DangerState | undefined {
  const { dangers, live } = useServices();
  const state = useDangers(contact);
  const isOpen = openOf(state).length > 0;
  useEffect(() => void dangers.read(contact), [dangers, contact]);
  useEffect(
    () =>
      live.listen({
        changed: change => {
          if (change.kind === "news" && change.reason === "dangerChanged") void dangers.read(contact);
        },
        answeredElsewhere: () => undefined,
      }),
    [dangers, live, contact],
  );
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => void dangers.read(contact), every);
    return () => clearInterval(timer);
  }, [dangers, contact, isOpen]);
  return state;
}
