import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { ContactHead } from "../desk/ContactHead";
import { FileProblem } from "../desk/FileProblem";
import { useSteps } from "../desk/useSteps";
import { WrapUpBanner } from "../desk/WrapUpBanner";
import type { FileState } from "../person/ContactFiles";
import { texts } from "../texts";
import styles from "./MessagePanel.module.css";
import { Transcript } from "./Transcript";
import { useTask } from "./useTask";

interface Props {
  assignment: AssignmentFacts;
  file: FileState | undefined;
}

/** A message somebody left: listen, write down, end. Nobody is on the line. */
export function MessagePanel({ assignment, file }: Props) {
  const steps = useSteps();
  const task = useTask(assignment.contact);
  const [ending, setEnding] = useState(false);
  const t = texts.waiting;
  const over = assignment.state === "wrapUp";

  const end = async () => {
    setEnding(true);
    await steps.end(assignment);
    setEnding(false);
  };

  return (
    <section className={styles.panel} aria-label={t.message}>
      <ContactHead assignment={assignment} file={file}>
        {!over && (
          <Button disabledFocusable={ending || assignment.state !== "active"} onClick={() => void end()}>
            {t.end}
          </Button>
        )}
      </ContactHead>
      {over && <WrapUpBanner />}
      {file?.problem && <FileProblem contact={assignment.contact} problem={file.problem} />}
      <div className={styles.body}>
        <h2 className={styles.heading}>{task ? t.of(task) : t.kinds.message}</h2>
        <p className="quiet">{t.hints.message}</p>
        {task?.isHere ? (
          // Fetched when it is played: every listening is recorded.
          <audio className={styles.player} controls preload="none" src={`/api/contacts/${assignment.contact}/voicemail`} aria-label={t.player} />
        ) : (
          <p role="status">{t.fetching}</p>
        )}
        <Transcript contact={assignment.contact} />
      </div>
    </section>
  );
}
