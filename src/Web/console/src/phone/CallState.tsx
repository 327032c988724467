import { Spinner } from "@fluentui/react-components";
import { CallEndRegular, CheckmarkCircleFilled, PauseCircleFilled, PeopleTeamRegular, WarningFilled } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { texts } from "../texts";
import type { LineState } from "./CallLine";
import styles from "./CallState.module.css";
import type { CallPlace } from "./useCallPlace";

interface Props {
  assignment: AssignmentFacts;
  line: LineState | null;
  place: CallPlace;
  /** The agent left the two to talk: that their line is gone is as they wished. */
  alone: boolean;
  held: boolean;
}

/** Whether the two can hear each other, in a word or two. */
export function CallState({ assignment, line, place, alone, held }: Props) {
  const t = texts.phone;
  return (
    <span className={styles.state} role="status">
      {alone ? (
        <>
          <PeopleTeamRegular aria-hidden="true" /> {t.alone}
        </>
      ) : (assignment.state === "wrapUp" && line?.state !== "open") || line?.state === "ended" ? (
        <>
          <CallEndRegular aria-hidden="true" /> {assignment.state === "wrapUp" ? t.wrapUp : t.over}
        </>
      ) : line?.state === "failed" || (!line && place === "nowhere") ? (
        <span className={styles.warn}>
          <WarningFilled aria-hidden="true" /> {t.brokeShort}
        </span>
      ) : line?.state === "shaky" ? (
        <span className={styles.warn}>
          <WarningFilled aria-hidden="true" /> {t.weak}
        </span>
      ) : held ? (
        <span className={styles.warn}>
          <PauseCircleFilled aria-hidden="true" /> {t.held}
        </span>
      ) : assignment.state === "active" || assignment.state === "wrapUp" ? (
        <span className={styles.good}>
          <CheckmarkCircleFilled aria-hidden="true" /> {t.connected}
        </span>
      ) : (
        <Spinner size="extra-tiny" label={t.connecting} />
      )}
    </span>
  );
}
