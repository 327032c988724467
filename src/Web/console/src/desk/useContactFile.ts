import { useEffect } from "react";
import type { AssignmentFacts } from "../api/contract";
import { useStore } from "../live/store";
import type { FileState } from "../person/ContactFiles";
import { useServices, useWorld } from "../services";

/** What is known of the contact, fetched again whenever there is news of it. Only of a contact that is mine: every read is recorded. */
export function useContactFile(assignment: AssignmentFacts): FileState | undefined {
  const { files } = useServices();
  const version = useWorld().news.get(assignment.contact) ?? 0;
  useEffect(() => void files.load(assignment.contact, version), [files, assignment.contact, version]);
  return useStore(files.files).get(assignment.contact);
}
