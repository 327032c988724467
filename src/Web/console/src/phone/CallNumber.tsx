import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input, Select } from "@fluentui/react-components";
import { useId, useState, type FormEvent } from "react";
import dialogs from "../call/Dialogs.module.css";
import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./RingThem.module.css";
import { useBeginCall } from "./useBeginCall";

/** Rings a number that is typed, for a line. What was typed stays until it is rung. */
export function CallNumber({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={dialogs.surface}>
        <NumberForm onClose={onClose} />
      </DialogSurface>
    </Dialog>
  );
}

function NumberForm({ onClose }: { onClose: () => void }) {
  const world = useWorld();
  const lines = [...world.lines.values()];
  const [line, setLine] = useState(lines[0]?.id ?? "");
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const call = useBeginCall((calls, request, despiteRules) => calls.callNumber(line, number.trim(), request, despiteRules));
  const formId = useId();
  const t = texts.begin.number;

  const begin = async (despiteRules: boolean) => {
    if (!number.trim()) {
      setMissing(true);
      return;
    }
    if (await call.begin(despiteRules)) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void begin(false);
  };

  return (
    <DialogBody>
      <DialogTitle>{t.heading}</DialogTitle>
      <DialogContent>
        <form id={formId} className={dialogs.content} onSubmit={submit}>
          <p>{t.what}</p>
          <Field label={t.number} hint={t.numberHint} {...(missing ? { validationMessage: t.missing } : {})}>
            <Input
              type="tel"
              autoComplete="off"
              value={number}
              maxLength={30}
              onChange={(_, data) => {
                setNumber(data.value);
                setMissing(false);
                call.reset();
              }}
            />
          </Field>
          {lines.length > 1 && (
            <Field label={t.line}>
              <Select value={line} onChange={(_, data) => setLine(data.value)}>
                {lines.map(l => (
                  <option key={l.id} value={l.id}>
                    {l.name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {call.problem && (
            <div className={styles.refused} role="alert">
              <p>{call.problem}</p>
              {call.unsafe && (
                <>
                  <Button size="small" disabledFocusable={call.busy} onClick={() => void begin(true)}>
                    {texts.begin.askSecond}
                  </Button>
                  <p className={styles.hint}>{texts.begin.askSecondHint}</p>
                </>
              )}
            </div>
          )}
        </form>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" form={formId} appearance="primary" disabledFocusable={call.busy}>
          {t.yes}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
