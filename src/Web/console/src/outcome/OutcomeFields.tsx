import { Field, Select, Textarea } from "@fluentui/react-components";
import type { OutcomeForm, OutcomeWordsView } from "../api/contract";
import { outcomeId } from "../shell/focus";
import { texts, word } from "../texts";
import { Chips } from "./Chips";
import styles from "./OutcomeFields.module.css";
import { SharingTable } from "./SharingTable";

interface Props {
  form: OutcomeForm;
  words: OutcomeWordsView;
  missing: readonly string[];
  disabled: boolean;
  onChange: (change: Partial<OutcomeForm>) => void;
  onBlur: () => void;
}

/** The questions in the order a conversation goes: listen and write, then what it was, how safe they are, what they agree to, what was done. */
export function OutcomeFields({ form, words, missing, disabled, onChange, onBlur }: Props) {
  const t = texts.outcome;
  const choice = (field: "contactType" | "risk" | "outcome", ask: string, values: readonly string[], labels: Readonly<Record<string, string>>) => (
    <Choice label={t[field]} ask={ask} value={form[field]} values={values} labels={labels} isMissing={missing.includes(field)} onChange={value => onChange({ [field]: value })} />
  );
  return (
    <fieldset className={styles.fields} disabled={disabled} onBlur={onBlur}>
      <Field label={t.notes} hint={t.notesHint} {...requiredMark(missing.includes("notes"))}>
        <Textarea id={outcomeId} className={styles.notes} resize="vertical" maxLength={20_000} value={form.notes ?? ""} onChange={(_, data) => onChange({ notes: data.value || null })} />
      </Field>
      {choice("contactType", t.contactTypeChoose, words.contactTypes, t.contactTypes)}
      <Chips label={t.incidentTypes} values={words.incidentTypes} labels={t.incidentWords} chosen={form.incidentTypes} onChange={incidentTypes => onChange({ incidentTypes })} />
      <Chips label={t.strands} values={words.strands} labels={t.strandWords} chosen={form.strands} onChange={strands => onChange({ strands })} />
      {choice("risk", t.riskChoose, words.risks, t.risks)}
      <SharingTable recipients={words.recipients} levels={words.shareLevels} sharing={form.sharing} onChange={sharing => onChange({ sharing })} />
      {choice("outcome", t.outcomeChoose, words.outcomes, t.outcomes)}
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  ask: string;
  value: string | null;
  values: readonly string[];
  labels: Readonly<Record<string, string>>;
  isMissing: boolean;
  onChange: (value: string | null) => void;
}

function Choice({ label, ask, value, values, labels, isMissing, onChange }: ChoiceProps) {
  return (
    <Field label={label} {...requiredMark(isMissing)}>
      <Select value={value ?? ""} onChange={(_, data) => onChange(data.value || null)}>
        <option value="">{ask}</option>
        {values.map(v => (
          <option key={v} value={v}>
            {word(labels, v)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function requiredMark(isMissing: boolean) {
  return isMissing ? ({ validationState: "error", validationMessage: texts.outcome.missingField } as const) : {};
}
