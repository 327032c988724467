import { Button } from "@fluentui/react-components";
import { CallForwardRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { wordsOf } from "../api/problem";
import { AskAnyway } from "../safe/AskAnyway";
import { nowOf } from "../safe/SafeContacts";
import { useSafeContact } from "../safe/useSafeContact";
import { useServices } from "../services";
import { texts } from "../texts";
import { timeOfDay } from "../time/words";
import styles from "./CallBackBar.module.css";
import { useTask } from "./useTask";

/** How ringing the person back goes; nothing for a call that came in. */
export function CallBackBar({ assignment }: { assignment: AssignmentFacts }) {
  const { api } = useServices();
  const task = useTask(assignment.contact);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const safe = useSafeContact(assignment.contact);
  const t = texts.waiting;
  if (task?.task !== "callBack") return null;

  const last = task.tries.at(-1);
  // Refused by their rules: it would be refused again, unless these allow it by now, or a second person did.
  const allowed = last?.state !== "refused" || nowOf(safe, "call")?.allowed || safe?.view?.overrides.some(o => o.kind === "call" && o.state === "approved");
  const again = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api.ringAgain(assignment.contact);
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(false);
  };

  return (
    <section className={styles.bar} aria-label={t.callBack}>
      <CallForwardRegular className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <b>{t.of(task)}</b>
        </p>
        <div role="status">
          {last ? (
            <p>
              {timeOfDay(last.at)}: {t.tries[last.state]}
              {last.problem && `. ${last.problem}`}
            </p>
          ) : (
            assignment.state !== "wrapUp" && <p>{t.notYet}</p>
          )}
          {assignment.state === "active" && last?.problem && !task.mayRingAgain && <p>{t.noMore}</p>}
        </div>
        {problem && <p role="alert">{problem}</p>}
        {assignment.state === "active" && last?.state === "refused" && <AskAnyway contact={assignment.contact} kind="call" message={null} />}
      </div>
      {assignment.state === "active" && task.mayRingAgain && allowed && (
        <Button disabledFocusable={busy} onClick={() => void again()}>
          {last?.state === "refused" ? t.ringNow : t.ringAgain}
        </Button>
      )}
    </section>
  );
}
