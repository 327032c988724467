import { MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import type { AssignmentFacts } from "../api/contract";
import { texts } from "../texts";
import { OutcomeFields } from "./OutcomeFields";
import { OutcomeFoot } from "./OutcomeFoot";
import styles from "./OutcomePanel.module.css";
import { useOutcome } from "./useOutcome";
import { useWords } from "./useWords";

/** What came of it: filled in while it happens, logged when it is over. */
export function OutcomePanel({ assignment }: { assignment: AssignmentFacts }) {
  const [draft, state] = useOutcome(assignment.id);
  const [words, wordsProblem] = useWords();
  const t = texts.outcome;
  const problem = wordsProblem ?? state.problem;

  return (
    <section className={styles.panel} aria-label={t.heading}>
      <h2 className={styles.heading}>{t.heading}</h2>
      {state.carried && !state.logged && <Note intent="info" words={t.carried} />}
      {state.merged && <Note intent="info" words={t.merged} />}
      {state.logged && <Note intent="success" words={t.loggedAlready} />}
      {!state.loaded && problem && <Note intent="error" words={problem} />}
      {state.loaded && words ? (
        <>
          <OutcomeFields form={state.form} words={words} missing={state.missing} disabled={state.logged} onChange={change => draft.change(change)} onBlur={() => void draft.flush()} />
          <OutcomeFoot draft={draft} state={state} problem={problem} isOver={assignment.state === "wrapUp"} />
        </>
      ) : (
        !problem && <Spinner size="small" label={t.loading} />
      )}
    </section>
  );
}

function Note({ intent, words }: { intent: "info" | "success" | "error"; words: string }) {
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>{words}</MessageBarBody>
    </MessageBar>
  );
}
