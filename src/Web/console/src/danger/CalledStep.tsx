import { Button, Field, Input } from "@fluentui/react-components";
import { useState, type FormEvent } from "react";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { timeOfDay } from "../time/words";
import { momentOf } from "./moment";
import styles from "./DangerCare.module.css";
import { notesOf, Step, type StepProps } from "./Step";
import { useWrite } from "./useWrite";

/** Who called 999, when, and what the emergency services call it. A second call is a second entry. */
export function CalledStep({ contact, danger }: StepProps) {
  const { clock } = useServices();
  const world = useWorld();
  const [open, setOpen] = useState(false);
  const [by, setBy] = useState(world.me.name);
  const [time, setTime] = useState("");
  const [reference, setReference] = useState("");
  const { busy, problem, write } = useWrite(contact, danger.id);
  const known = notesOf(danger, "called").length > 0;
  const t = texts.danger;
  const begin = () => {
    setTime(timeOfDay(clock.now()));
    setReference("");
    setOpen(true);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!busy && (await write({ step: "called", calledBy: by, calledAt: momentOf(time, clock.now()), reference: reference || null }))) setOpen(false);
  };
  return (
    <Step
      danger={danger}
      step="called"
      problem={problem}
      says={note => (
        <>
          {t.calledLine(note.calledBy ?? "", note.calledAt ? timeOfDay(note.calledAt) : "")}
          {note.reference && `. ${t.referenceLine(note.reference)}`}
        </>
      )}
    >
      {open ? (
        <form className={styles.called} onSubmit={event => void save(event)}>
          <Field size="small" label={t.calledBy}>
            <Input size="small" autoFocus value={by} maxLength={60} onChange={(_, data) => setBy(data.value)} />
          </Field>
          <Field size="small" label={t.calledAt}>
            <Input size="small" type="time" value={time} onChange={(_, data) => setTime(data.value)} />
          </Field>
          <Field className={styles.wide} size="small" label={t.reference} hint={t.referenceHint}>
            <Input size="small" value={reference} maxLength={60} onChange={(_, data) => setReference(data.value)} />
          </Field>
          <div className={styles.choices}>
            <Button type="submit" size="small" appearance="primary" disabledFocusable={busy}>
              {busy ? t.saving : t.save}
            </Button>
            <Button size="small" onClick={() => setOpen(false)}>
              {t.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <Button className={known ? styles.plain : styles.more} size="small" appearance={known ? "subtle" : "secondary"} aria-label={known ? `${t.change}: ${t.steps.called}` : undefined} onClick={begin}>
          {known ? t.change : t.noteCall}
        </Button>
      )}
    </Step>
  );
}
