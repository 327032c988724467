import { Button } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons";
import { useEffect, useRef, useState } from "react";
import { useServices } from "../services";
import { centreId, focusOn } from "../shell/focus";
import { texts, word } from "../texts";
import { SaveState } from "./SaveState";
import styles from "./OutcomeFoot.module.css";
import type { DraftState, OutcomeDraft } from "./OutcomeDraft";
import { summarise } from "./summary";

interface Props {
  draft: OutcomeDraft;
  state: DraftState;
  problem: string | null;
  isOver: boolean;
}

/** Always in sight: the sentence it leaves, whether it is saved, and the way to finish. */
export function OutcomeFoot({ draft, state, problem, isOver }: Props) {
  const [logging, setLogging] = useState(false);
  const missing = useRef<HTMLDivElement>(null);
  const { notices } = useServices();
  const t = texts.outcome;
  const summary = summarise(state.form);

  const log = async () => {
    setLogging(true);
    const logged = await draft.log();
    setLogging(false);
    if (!logged) return;
    notices.confirm(t.loggedNow);
    focusOn(centreId);
  };
  useEffect(() => {
    if (state.missing.length > 0 && !logging) missing.current?.focus();
    // Only what a press of the button brought takes the focus, not each field that is filled in.
  }, [logging]);

  return (
    <div className={styles.foot}>
      <div>
        <h3 className={styles.label}>{summary ? t.summary : t.summaryEmpty}</h3>
        {summary && <p className={styles.summary}>{summary}</p>}
      </div>
      {state.missing.length > 0 && (
        <div ref={missing} className={styles.missing} role="alert" tabIndex={-1}>
          <WarningRegular className={styles.icon} aria-hidden="true" />
          <span>
            {t.missingHeading} <b>{state.missing.map(field => word(t.missing, field)).join(", ")}</b>
          </span>
        </div>
      )}
      {problem && (
        <div className={styles.missing} role="alert">
          <WarningRegular className={styles.icon} aria-hidden="true" />
          <span>{problem}</span>
        </div>
      )}
      <div className={styles.actions}>
        <SaveState state={state} isOver={isOver} />
        {!state.logged && (
          <Button className={styles.log} appearance="primary" disabledFocusable={!isOver || logging} onClick={() => void log()}>
            {logging ? t.logging : t.log}
          </Button>
        )}
      </div>
    </div>
  );
}
