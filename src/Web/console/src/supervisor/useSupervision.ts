import { useMemo } from "react";
import type { Priority } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";

/** What a supervisor changes. Each says whether it was done. */
export interface Supervising {
  changePriority(contact: string, priority: Priority): Promise<void>;
  takeOff(agent: string, name: string): Promise<void>;
}

export function useSupervision(): Supervising {
  const { api, notices } = useServices();
  return useMemo(() => {
    const step = async (take: Promise<void>, done: string) => {
      try {
        await take;
        notices.confirm(done);
      } catch (error) {
        notices.say(wordsOf(error));
      }
    };
    const t = texts.supervision;
    return {
      changePriority: (contact, priority) => step(api.changePriority(contact, priority), t.changed(t.priorityNames[priority])),
      takeOff: (agent, name) => step(api.forceOff(agent), t.takenOff(name)),
    };
  }, [api, notices]);
}
