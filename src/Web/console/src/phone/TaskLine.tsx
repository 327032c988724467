import type { ContactFacts } from "../api/contract";
import { texts } from "../texts";
import { useTask } from "./useTask";

/** What a task is, in one line: "Call back: promised at 03:12". */
export function TaskLine({ contact, className }: { contact: ContactFacts; className?: string }) {
  const task = useTask(contact.id);
  if (!contact.task) return null;
  return <p className={className}>{task ? texts.waiting.of(task) : texts.waiting.kinds[contact.task]}</p>;
}
