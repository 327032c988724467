import { CheckmarkRegular } from "@fluentui/react-icons";
import { useId } from "react";
import chips from "../outcome/Chips.module.css";
import styles from "./Toggles.module.css";

interface Props<T extends string> {
  label: string;
  values: readonly T[];
  words: Readonly<Record<T, string>>;
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  /** For a group whose place says enough to those who see it. */
  hideLabel?: boolean;
}

/** Any of a few. */
export function Toggles<T extends string>({ label, values, words, chosen, onChange, hideLabel = false }: Props<T>) {
  const id = useId();
  const toggle = (value: T) => onChange(values.filter(v => (v === value ? !chosen.includes(v) : chosen.includes(v))));
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={hideLabel ? "hidden" : styles.label}>
        {label}
      </div>
      <div className={hideLabel ? styles.row : chips.chips}>
        {values.map(value => (
          <button key={value} type="button" className={`${chips.chip} ${hideLabel ? styles.small : ""}`} aria-pressed={chosen.includes(value)} onClick={() => toggle(value)}>
            {chosen.includes(value) && !hideLabel && <CheckmarkRegular aria-hidden="true" />}
            {words[value]}
          </button>
        ))}
      </div>
    </div>
  );
}
