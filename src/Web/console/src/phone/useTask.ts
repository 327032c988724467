import { useEffect, useState } from "react";
import type { TaskView } from "../api/contract";
import { useServices, useWorld } from "../services";

/** What a task of ours is about, fetched again whenever there is news of it; null for a person on the line, and until it is known. */
export function useTask(contact: string): TaskView | null {
  const { api } = useServices();
  const world = useWorld();
  const isTask = world.contacts.get(contact)?.task != null;
  const version = world.calls.get(contact) ?? 0;
  const [task, setTask] = useState<TaskView | null>(null);
  useEffect(() => {
    if (!isTask) return;
    let current = true;
    // When it cannot be read, the kind of task still stands on the page; the next news asks again.
    void api.task(contact).then(
      view => current && setTask(view),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, contact, isTask, version]);
  return isTask ? task : null;
}
