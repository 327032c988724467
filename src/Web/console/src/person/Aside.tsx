import type { AssignmentFacts } from "../api/contract";
import { useContactFile } from "../desk/useContactFile";
import { OutcomePanel } from "../outcome/OutcomePanel";
import styles from "./Aside.module.css";
import { PersonPanel } from "./PersonPanel";

/** The right column: who it is, and what comes of it. */
export function Aside({ selected }: { selected: AssignmentFacts | null }) {
  return <div className={styles.aside}>{selected && <Filled key={selected.id} assignment={selected} />}</div>;
}

function Filled({ assignment }: { assignment: AssignmentFacts }) {
  const file = useContactFile(assignment);
  return (
    <>
      {file?.view && <PersonPanel view={file.view} />}
      {assignment.state !== "connecting" && <OutcomePanel assignment={assignment} />}
    </>
  );
}
