import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./Today.module.css";

/** What the server counts for supervisors: how today went, and how long somebody who comes now may wait. */
export function Today() {
  const { figures } = useWorld();
  if (!figures) return null;
  const { today, occupancy, channels } = figures;
  const t = texts.figures;
  const estimates = channels.flatMap(({ channel, estimate }) => (estimate ? [{ channel, estimate }] : []));
  return (
    <section className={styles.today} aria-label={t.region}>
      <b className={styles.label}>{t.today}</b>
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
      {estimates.length > 0 && (
        <span className={styles.estimates}>
          <b className={styles.label}>{t.estimate}</b>
          {estimates.map(({ channel, estimate }) => (
            <Figure key={channel} value={t.range(estimate.lowMinutes, estimate.highMinutes)} what={texts.channels[channel]} first="what" />
          ))}
        </span>
      )}
    </section>
  );
}

function Figure({ value, what, first = "value" }: { value: string; what: string; first?: "value" | "what" }) {
  const number = <b className="num">{value}</b>;
  return <span>{first === "value" ? <>{number} {what}</> : <>{what} {number}</>}</span>;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
