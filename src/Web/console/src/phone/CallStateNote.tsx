import { Spinner } from "@fluentui/react-components";
import { CheckmarkCircleFilled, InfoRegular, WarningFilled } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { texts } from "../texts";
import type { LineState } from "./CallLine";
import styles from "./CallStateNote.module.css";
import type { CallPlace } from "./useCallPlace";

interface Props {
  assignment: AssignmentFacts;
  line: LineState | null;
  place: CallPlace;
}

/** Whether the two can hear each other, in one sentence. */
export function CallStateNote({ assignment, line, place }: Props) {
  const t = texts.phone;
  return (
    <div className={styles.note} role="status">
      {line?.state === "failed" ? (
        <Broken words={line.problem ?? t.broke} />
      ) : place === "elsewhere" ? (
        <>
          <InfoRegular className={styles.icon} aria-hidden="true" /> {t.elsewhere}
        </>
      ) : place === "nowhere" ? (
        <Broken words={t.brokeReload} />
      ) : line?.state === "shaky" ? (
        <span className={styles.warn}>
          <WarningFilled className={styles.icon} aria-hidden="true" /> {t.shaky}
        </span>
      ) : assignment.state === "active" && line?.state === "open" ? (
        <>
          <CheckmarkCircleFilled className={styles.good} aria-hidden="true" /> {t.open}
        </>
      ) : (
        <Spinner size="tiny" label={line ? t.connecting : t.waiting} />
      )}
    </div>
  );
}

function Broken({ words }: { words: string }) {
  return (
    <div className={styles.broken}>
      <WarningFilled className={styles.icon} aria-hidden="true" />
      <p>
        <b>{texts.phone.brokeHere}.</b> {words}
      </p>
    </div>
  );
}
