import { CheckmarkCircleFilled, CircleRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { DangerNote, DangerStep, DangerView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import { exactly, timeOfDay } from "../time/words";
import styles from "./DangerCare.module.css";

export interface StepProps {
  contact: string;
  danger: DangerView;
}

interface Props {
  danger: DangerView;
  step: DangerStep;
  problem: string | null;
  /** How to say one entry. */
  says: (note: DangerNote) => ReactNode;
  children: ReactNode;
}

export function notesOf(danger: DangerView, step: DangerStep): readonly DangerNote[] {
  return danger.notes.filter(note => note.step === step);
}

/** One thing to find out: what is known, by whom, what was written before it, and how to write. */
export function Step({ danger, step, problem, says, children }: Props) {
  const notes = notesOf(danger, step);
  const latest = notes.at(-1);
  const t = texts.danger;
  return (
    <div className={styles.step} role="group" aria-label={t.steps[step]} data-done={latest ? true : undefined}>
      <h3 className={styles.what}>
        {latest ? <CheckmarkCircleFilled aria-hidden="true" /> : <CircleRegular aria-hidden="true" />} {t.steps[step]}
      </h3>
      {latest && <Entry note={latest} says={says} />}
      {notes.length > 1 && (
        <details className={styles.before}>
          <summary>{t.earlier(notes.length - 1)}</summary>
          {notes.slice(0, -1).map(note => (
            <Entry key={note.id} note={note} says={says} />
          ))}
        </details>
      )}
      {children}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Entry({ note, says }: { note: DangerNote; says: Props["says"] }) {
  const world = useWorld();
  return (
    <p className={styles.entry}>
      {says(note)}{" "}
      <span className={styles.by} title={exactly(note.at)}>
        {texts.danger.by(nameOf(world, note.by) ?? texts.thread.colleague, timeOfDay(note.at))}
      </span>
    </p>
  );
}
