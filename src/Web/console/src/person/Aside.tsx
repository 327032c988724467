import type { AssignmentFacts } from "../api/contract";
import { DangerCare } from "../danger/DangerCare";
import { useDangerNews } from "../danger/useDangers";
import { useContactFile } from "../desk/useContactFile";
import { OutcomePanel } from "../outcome/OutcomePanel";
import { RingThem } from "../phone/RingThem";
import { SafeBand } from "../safe/SafeBand";
import { texts } from "../texts";
import styles from "./Aside.module.css";
import { PersonPanel } from "./PersonPanel";

/** The right column: who it is, and what comes of it. */
export function Aside({ selected }: { selected: AssignmentFacts | null }) {
  return <aside className={styles.aside} aria-label={texts.person.aside}>{selected ? <Filled key={selected.id} assignment={selected} /> : <p className={styles.nobody}>{texts.person.nobody}</p>}</aside>;
}

function Filled({ assignment }: { assignment: AssignmentFacts }) {
  const file = useContactFile(assignment);
  const danger = useDangerNews(assignment.contact);
  return (
    <>
      {danger?.dangers.map(one => <DangerCare key={one.id} contact={assignment.contact} danger={one} />)}
      <SafeBand assignment={assignment} />
      {file?.view && (
        <PersonPanel view={file.view}>
          <RingThem key={assignment.id} assignment={assignment} view={file.view} />
        </PersonPanel>
      )}
      {assignment.state !== "connecting" && <OutcomePanel assignment={assignment} />}
    </>
  );
}
