import { useCallback, useEffect, useState } from "react";
import type { AssignmentFacts, RecordingsView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices, useWorld } from "../services";

export type RecordingStep = "start" | "pause" | "resume" | "stop" | "withdraw";

/** What is and was recorded of a call, read again whenever there is news of it; null until it is known. */
export function useRecordings({ contact, channel }: AssignmentFacts): { view: RecordingsView | null; take: (step: RecordingStep) => Promise<void> } {
  const { api, notices } = useServices();
  const version = useWorld().calls.get(contact) ?? 0;
  const [view, setView] = useState<RecordingsView | null>(null);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    if (channel !== "phone") return;
    let current = true;
    void api.recordings(contact).then(
      read => current && setView(read),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, contact, channel, version, again]);

  const take = useCallback(
    async (step: RecordingStep) => {
      try {
        await api.record(contact, step);
      } catch (error) {
        notices.say(wordsOf(error), "phone");
      }
      setAgain(count => count + 1);
    },
    [api, contact, notices],
  );
  return { view, take };
}
