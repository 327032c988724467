import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./Today.module.css";

/** How today went, as the server counts it for supervisors. */
export function Today() {
  const { figures } = useWorld();
  if (!figures) return null;
  const { today, occupancy } = figures;
  const t = texts.figures;
  return (
    <span className={`${styles.figures} ${styles.apart}`}>
      <span className={styles.label}>{t.today}</span>
      {today ? (
        <>
          <Figure value={String(today.answered)} what={t.answered} />
          <Figure value={String(today.abandoned)} what={t.abandoned} />
          {today.serviceLevel !== null && <Figure value={percent(today.serviceLevel)} what={t.inTime} />}
        </>
      ) : (
        <span>{t.reading}</span>
      )}
      {occupancy !== null && <Figure value={percent(occupancy)} what={t.occupancy} />}
    </span>
  );
}

/** How long somebody who comes now may wait, where that can be said. */
export function WaitNow() {
  const { figures } = useWorld();
  const estimates = (figures?.channels ?? []).flatMap(({ channel, estimate }) => (estimate ? [{ channel, estimate }] : []));
  const t = texts.figures;
  if (estimates.length === 0) return null;
  return (
    <span className={styles.figures}>
      <span className={styles.label}>{t.estimate}</span>
      {estimates.map(({ channel, estimate }) => (
        <span key={channel}>
          {texts.channels[channel]} <b className="num">{t.range(estimate.lowMinutes, estimate.highMinutes)}</b>
        </span>
      ))}
    </span>
  );
}

function Figure({ value, what }: { value: string; what: string }) {
  return (
    <span>
      <b className="num">{value}</b> {what}
    </span>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
