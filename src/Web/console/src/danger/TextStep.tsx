import { Button, Input } from "@fluentui/react-components";
import { useState, type FormEvent } from "react";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./DangerCare.module.css";
import { notesOf, Step, type StepProps } from "./Step";
import { useWrite } from "./useWrite";

/** A line to write. What is typed survives a reload until it is kept. */
export function TextStep({ contact, danger, step }: StepProps & { step: "who" | "where" | "what" }) {
  const { keep } = useServices();
  const draft = `danger.${danger.id}.${step}`;
  const [text, setText] = useState(() => keep.read<string>(draft) ?? "");
  const [more, setMore] = useState(text !== "");
  const { busy, problem, write } = useWrite(contact, danger.id);
  const t = texts.danger;
  const asks = more || notesOf(danger, step).length === 0;
  const change = (value: string) => {
    setText(value);
    if (value) keep.write(draft, value);
    else keep.remove(draft);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "" || !(await write({ step, text }))) return;
    change("");
    setMore(false);
  };
  return (
    <Step danger={danger} step={step} problem={problem} says={note => note.text}>
      {asks ? (
        <form className={styles.line} onSubmit={event => void save(event)}>
          <Input size="small" aria-label={t.steps[step]} placeholder={t.hints[step]} maxLength={500} value={text} onChange={(_, data) => change(data.value)} />
          {text.trim() !== "" && (
            <Button type="submit" size="small" appearance="primary" disabledFocusable={busy}>
              {busy ? t.saving : t.save}
            </Button>
          )}
        </form>
      ) : (
        <Button className={styles.plain} size="small" appearance="subtle" aria-label={`${t.change}: ${t.steps[step]}`} onClick={() => setMore(true)}>
          {t.change}
        </Button>
      )}
    </Step>
  );
}
