import { useEffect } from "react";
import type { AssignmentFacts } from "../api/contract";
import { hubWordsOf } from "../api/problem";
import { useStore } from "../live/store";
import { useServices } from "../services";

/** Tells the server, once the thread is on screen, that the medium is up. Repeating it is harmless, so a reconnect repeats it. */
export function useThreadOpened({ id, state }: AssignmentFacts, shown: boolean): void {
  const { live, notices } = useServices();
  const isLive = useStore(live.link).state === "live";
  const due = shown && isLive && state === "connecting";
  useEffect(() => {
    if (!due) return;
    live.hub.threadOpened(id).then(
      ({ done, message }) => {
        if (!done && message) notices.say(message);
      },
      (error: unknown) => notices.say(hubWordsOf(error)),
    );
  }, [due, id, live, notices]);
}
