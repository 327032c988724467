import { texts } from "../texts";
import styles from "./DangerCare.module.css";

export function DangerGuide() {
  const t = texts.danger.guide;
  return (
    <details className={styles.guide}>
      <summary>{t.heading}</summary>
      <dl>
        {t.lines.map(([way, how]) => (
          <div key={way}>
            <dt>{way}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
