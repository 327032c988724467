import { ToggleButton } from "@fluentui/react-components";
import type { DangerChoice } from "../api/contract";
import { texts } from "../texts";
import styles from "./DangerCare.module.css";
import { notesOf, Step, type StepProps } from "./Step";
import { useWrite } from "./useWrite";

interface Props extends StepProps {
  step: "consent" | "told";
  choices: readonly DangerChoice[];
  /** Grounds on which 999 is called although they do not agree. */
  without?: readonly DangerChoice[];
}

/** One press is one entry: the newest counts. */
export function ChoiceStep({ contact, danger, step, choices, without = [] }: Props) {
  const { busy, problem, write } = useWrite(contact, danger.id);
  const chosen = notesOf(danger, step).at(-1)?.choice;
  const t = texts.danger;
  const button = (choice: DangerChoice) => (
    <ToggleButton key={choice} size="small" checked={chosen === choice} disabledFocusable={busy} onClick={() => chosen !== choice && void write({ step, choice })}>
      {t.choices[choice]}
    </ToggleButton>
  );
  return (
    <Step danger={danger} step={step} problem={problem} says={note => note.choice && t.choices[note.choice]}>
      <div className={styles.choices}>{choices.map(button)}</div>
      {without.length > 0 && (
        <>
          <p className={styles.hint}>{t.without}</p>
          <div className={styles.choices}>{without.map(button)}</div>
        </>
      )}
    </Step>
  );
}
