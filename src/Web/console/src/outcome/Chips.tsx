import { CheckmarkRegular } from "@fluentui/react-icons";
import { useId, useState } from "react";
import { texts, word } from "../texts";
import styles from "./Chips.module.css";

interface Props {
  label: string;
  values: readonly string[];
  labels: Readonly<Record<string, string>>;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any of a list. Typing in the filter leaves what matches, and Enter takes the first. */
export function Chips({ label, values, labels, chosen, onChange }: Props) {
  const id = useId();
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const shown = values.filter(value => !wanted || word(labels, value).toLowerCase().includes(wanted));
  // In the order of the list, so that the same choice always reads the same.
  const toggle = (value: string) => onChange(values.filter(v => (v === value ? !chosen.includes(v) : chosen.includes(v))));
  const takeFirst = () => {
    const first = shown[0];
    if (!first || !wanted) return;
    toggle(first);
    setFilter("");
  };
  return (
    <div role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <span id={id}>{label}</span>
        <input
          className={styles.filter}
          type="text"
          value={filter}
          placeholder={texts.outcome.filter}
          aria-label={texts.outcome.filterOf(label)}
          onChange={event => setFilter(event.target.value)}
          onKeyDown={event => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            takeFirst();
          }}
        />
      </div>
      <div className={styles.chips}>
        {shown.map(value => (
          <button key={value} type="button" className={styles.chip} aria-pressed={chosen.includes(value)} onClick={() => toggle(value)}>
            {chosen.includes(value) && <CheckmarkRegular aria-hidden="true" />}
            {word(labels, value)}
          </button>
        ))}
      </div>
    </div>
  );
}
