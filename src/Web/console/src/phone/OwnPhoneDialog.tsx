import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input } from "@fluentui/react-components";
import { useId, useState, type FormEvent } from "react";
import { wordsOf } from "../api/problem";
import dialogs from "../call/Dialogs.module.css";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./WhereCallsRing.module.css";

/** Takes the number of my phone. What was typed stays until it is taken. */
export function OwnPhoneDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={dialogs.surface}>
        <NumberForm onClose={onClose} />
      </DialogSurface>
    </Dialog>
  );
}

function NumberForm({ onClose }: { onClose: () => void }) {
  const { ownPhones } = useServices();
  const [number, setNumber] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const formId = useId();
  const t = texts.ownPhone.dialog;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!number.trim()) {
      setProblem(t.missing);
      return;
    }
    setBusy(true);
    try {
      await ownPhones.choose(true, number.trim());
      onClose();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };

  return (
    <DialogBody>
      <DialogTitle>{t.heading}</DialogTitle>
      <DialogContent>
        <form id={formId} className={dialogs.content} onSubmit={event => void submit(event)}>
          <p>{t.what}</p>
          <Field label={t.number} hint={t.numberHint} {...(problem ? { validationMessage: problem } : {})}>
            <Input
              type="tel"
              autoComplete="off"
              value={number}
              maxLength={30}
              onChange={(_, data) => {
                setNumber(data.value);
                setProblem(null);
              }}
            />
          </Field>
          <p>
            <b>{t.check}</b>
          </p>
          <p className={styles.listed}>{t.listed}</p>
        </form>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" form={formId} appearance="primary" disabledFocusable={busy}>
          {t.yes}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
