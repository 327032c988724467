import { Button, Checkbox, Field, Input, Switch, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { SafeContactForm, SafeContactView } from "../api/contract";
import { Problem, wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";
import { emptyRules, kinds, problemOf } from "./rules";
import styles from "./SafeForm.module.css";
import { SafeTimes } from "./SafeTimes";
import { Toggles } from "./Toggles";

interface Props {
  view: SafeContactView;
  draftKey: string;
  onClose: () => void;
}

interface Draft {
  rules: SafeContactForm;
  version: number;
}

/** In the order it is asked. What is typed survives a reload until it is saved or given up. */
export function SafeForm({ view, draftKey, onClose }: Props) {
  const { safe, keep, notices } = useServices();
  const [draft, setDraft] = useState<Draft>(() => keep.read<Draft>(draftKey) ?? { rules: view.rules ?? emptyRules, version: view.version });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { rules } = draft;
  const t = texts.safe;

  // Focus moves to what the press created.
  useEffect(() => (form.current?.querySelector<HTMLElement>("[aria-pressed]") ?? form.current?.querySelector("input"))?.focus(), []);

  const change = (what: Partial<SafeContactForm>) => {
    const next = { ...draft, rules: { ...rules, ...what } };
    setDraft(next);
    keep.write(draftKey, next);
  };
  const close = () => {
    keep.remove(draftKey);
    onClose();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = problemOf(rules);
    setProblem(wrong);
    if (wrong || saving) return;
    setSaving(true);
    try {
      await safe.save(view.contact, rules, draft.version);
      notices.confirm(texts.safe.saved);
      close();
    } catch (error) {
      setSaving(false);
      setProblem(wordsOf(error));
      if (error instanceof Problem && error.status === 409) await catchUp();
    }
  };
  /** Somebody else wrote meanwhile: the band above shows theirs, and saving again replaces it knowingly. */
  const catchUp = async () => {
    await safe.read(view.contact);
    const version = safe.states.get().get(view.contact)?.view?.version;
    if (version !== undefined) setDraft(now => ({ ...now, version }));
  };

  return (
    <form ref={form} className={styles.form} aria-label={t.heading} onSubmit={event => void save(event)} onKeyDown={event => event.key === "Escape" && close()}>
      <h2 className={styles.heading}>{t.heading}</h2>
      {view.version === 0 && <p className={styles.hint}>{t.askHint}</p>}
      <div>
        <Switch className={styles.never} label={t.never} checked={rules.never} onChange={(_, data) => change({ never: data.checked })} />
        {rules.never && <p className={styles.hint}>{t.neverHint}</p>}
      </div>
      {!rules.never && (
        <>
          <Toggles label={t.kinds} values={kinds} words={t.kindWords} chosen={rules.kinds} onChange={chosen => change({ kinds: chosen })} />
          {rules.kinds.length === 0 && <p className={styles.hint}>{t.noKinds}</p>}
          {rules.kinds.includes("call") && (
            <div role="group" aria-label={t.calls} className={styles.checks}>
              <Checkbox label={t.voicemail} checked={rules.voicemail} onChange={(_, data) => change({ voicemail: data.checked === true })} />
              <Checkbox label={t.withhold} checked={rules.withholdNumber} onChange={(_, data) => change({ withholdNumber: data.checked === true })} />
            </div>
          )}
          <SafeTimes times={rules.times} onChange={times => change({ times })} />
          <Field label={t.wording} hint={t.wordingHint}>
            <Input value={rules.wording ?? ""} maxLength={300} onChange={(_, data) => change({ wording: data.value || null })} />
          </Field>
        </>
      )}
      <div className={styles.pair}>
        <Field label={t.safeWord}>
          <Input value={rules.safeWord ?? ""} maxLength={100} onChange={(_, data) => change({ safeWord: data.value || null })} />
        </Field>
        <Field label={t.until}>
          <Input type="date" title={t.untilHint} value={rules.until ?? ""} onChange={(_, data) => change({ until: data.value || null })} />
        </Field>
      </div>
      <Field label={t.note}>
        <Textarea resize="vertical" value={rules.note ?? ""} maxLength={1000} onChange={(_, data) => change({ note: data.value || null })} />
      </Field>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={saving}>
          {saving ? t.saving : t.save}
        </Button>
        <Button onClick={close}>{t.cancel}</Button>
      </div>
    </form>
  );
}
