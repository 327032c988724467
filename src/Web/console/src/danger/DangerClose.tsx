import { Button, Field, Input } from "@fluentui/react-components";
import { useState, type FormEvent } from "react";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./DangerCare.module.css";
import type { StepProps } from "./Step";

/** A supervisor's: nothing else ends it. */
export function DangerClose({ contact, danger }: StepProps) {
  const { dangers, notices } = useServices();
  const [line, setLine] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const t = texts.danger.desk;
  if (line === null)
    return (
      <Button className={styles.close} size="small" onClick={() => setLine("")}>
        {t.close}…
      </Button>
    );
  const close = async (event: FormEvent) => {
    event.preventDefault();
    if (line.trim().length < 3) {
      setProblem(t.missing);
      return;
    }
    try {
      await dangers.close(contact, danger.id, line.trim());
      notices.confirm(t.closed);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <form className={styles.closing} onSubmit={event => void close(event)}>
      <Field size="small" label={t.closeLine} hint={t.closeHint} {...(problem ? { validationMessage: problem } : {})}>
        <Input size="small" autoFocus maxLength={500} value={line} onChange={(_, data) => setLine(data.value)} />
      </Field>
      <div className={styles.choices}>
        <Button type="submit" size="small" appearance="primary">
          {t.close}
        </Button>
        <Button size="small" onClick={() => setLine(null)}>
          {texts.danger.cancel}
        </Button>
      </div>
    </form>
  );
}
