import { useId } from "react";
import { texts, word } from "../texts";
import styles from "./SharingTable.module.css";

interface Props {
  recipients: readonly string[];
  levels: readonly string[];
  sharing: Readonly<Record<string, string>>;
  onChange: (sharing: Record<string, string>) => void;
}

/** What they agreed to, for each who might be told. Pressing a choice again takes it back: not asked. */
export function SharingTable({ recipients, levels, sharing, onChange }: Props) {
  const id = useId();
  const t = texts.outcome;
  const choose = (recipient: string, level: string) => {
    const { [recipient]: now, ...others } = sharing;
    onChange(now === level ? others : { ...others, [recipient]: level });
  };
  return (
    <div role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <span id={id}>{t.sharing}</span>
        <span className={styles.hint}>{t.sharingHint}</span>
      </div>
      <div className={styles.table}>
        <div className={styles.row} aria-hidden="true">
          <span />
          {levels.map(level => (
            <span key={level} className={styles.level}>
              {word(t.shareLevels, level)}
            </span>
          ))}
        </div>
        {recipients.map(recipient => (
          <div key={recipient} className={styles.row} role="radiogroup" aria-label={word(t.recipients, recipient)}>
            <span className={styles.recipient}>{word(t.recipients, recipient)}</span>
            {levels.map(level => (
              <label key={level} className={styles.cell}>
                <input
                  type="radio"
                  className={styles.radio}
                  name={`${id}-${recipient}`}
                  aria-label={word(t.shareLevels, level)}
                  checked={sharing[recipient] === level}
                  onChange={() => choose(recipient, level)}
                  onClick={() => sharing[recipient] === level && choose(recipient, level)}
                />
              </label>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
