import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";
import { texts } from "../texts";
import { running } from "../time/words";
import { useTick } from "../time/ticker";
import styles from "./SilentHelp.module.css";

interface Props {
  /** What the person rang, as it is said to them. */
  line: string;
  /** When it went quiet, by this computer's clock. */
  since: number;
  onClose(): void;
}

/** One card at a time for a caller who does not speak: what to do, and words to read out. */
export function SilentHelp({ line, since, onClose }: Props) {
  const t = texts.silent;
  const cards = t.cards(line);
  const [step, setStep] = useState(0);
  const heading = useId();
  useTick();
  const last = step === cards.length - 1;
  const card = cards[step]!;
  return (
    <section className={styles.help} aria-labelledby={heading}>
      <header className={styles.head}>
        <h3 id={heading} className={styles.title}>
          {t.region}
        </h3>
        <span className="num">
          {t.since} {running(Date.now() - since)} · {t.step(step + 1, cards.length)}
        </span>
      </header>
      <div aria-live="polite">
        <p className={styles.todo}>{card.do}</p>
        <p className={styles.say}>“{card.say}”</p>
        {last && <p className={styles.log}>{t.log}</p>}
      </div>
      <div className={styles.foot}>
        <Button disabledFocusable={step === 0} onClick={() => step > 0 && setStep(step - 1)}>
          {t.back}
        </Button>
        <Button appearance="primary" disabledFocusable={last} onClick={() => !last && setStep(step + 1)}>
          {t.next}
        </Button>
        <Button className={styles.close} appearance="subtle" onClick={onClose}>
          {t.close}
        </Button>
      </div>
    </section>
  );
}
