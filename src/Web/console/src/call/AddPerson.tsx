import { Button, Checkbox, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useId, useState, type FormEvent } from "react";
import { wordsOf } from "../api/problem";
import { texts } from "../texts";
import { newMessageId } from "../thread/messageId";
import styles from "./Dialogs.module.css";
import { useCallSteps } from "./useCallSteps";

interface Props {
  contact: string;
  onClose: () => void;
}

/** Brings somebody in by their number. What was typed stays until it went. */
export function AddPerson({ open, ...props }: Props & { open: boolean }) {
  // The form lies inside the content: around it, the dialog would be hidden from screen readers.
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface className={styles.surface}>
        <AddForm {...props} />
      </DialogSurface>
    </Dialog>
  );
}

function AddForm({ contact, onClose }: Props) {
  const steps = useCallSteps();
  // One id for as long as the dialog is open: pressing twice rings once.
  const [id] = useState(() => newMessageId());
  const [role, setRole] = useState<"interpreter" | "thirdParty">("interpreter");
  const [form, setForm] = useState({ number: "", name: "", language: "", provider: "" });
  const [hold, setHold] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const formId = useId();
  const t = texts.call.add;
  const set = (field: keyof typeof form) => (_: unknown, data: { value: string }) => {
    setForm(before => ({ ...before, [field]: data.value }));
    if (field === "number") setProblem(null);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.number.trim()) {
      setProblem(t.missing);
      return;
    }
    setBusy(true);
    try {
      const interpreter = role === "interpreter";
      await steps.add(contact, { id, role, number: form.number, name: form.name || null, language: (interpreter && form.language) || null, provider: (interpreter && form.provider) || null, hold });
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
        <form id={formId} className={styles.content} onSubmit={event => void submit(event)}>
          <RadioGroup aria-label={t.role} layout="horizontal" value={role} onChange={(_, data) => setRole(data.value as typeof role)}>
            <Radio value="interpreter" label={t.interpreter} />
            <Radio value="thirdParty" label={t.thirdParty} />
          </RadioGroup>
          <Field label={t.number} hint={t.numberHint} {...(problem ? { validationMessage: problem } : {})}>
            <Input type="tel" autoComplete="off" value={form.number} maxLength={30} onChange={set("number")} />
          </Field>
          <Field label={t.name}>
            <Input value={form.name} maxLength={60} autoComplete="off" onChange={set("name")} />
          </Field>
          {role === "interpreter" && (
            <div className={styles.pair}>
              <Field label={t.language}>
                <Input value={form.language} maxLength={60} autoComplete="off" onChange={set("language")} />
              </Field>
              <Field label={t.provider}>
                <Input value={form.provider} maxLength={60} autoComplete="off" onChange={set("provider")} />
              </Field>
            </div>
          )}
          <Checkbox label={t.hold} checked={hold} onChange={(_, data) => setHold(data.checked === true)} />
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
