import { Button, Input } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import type { SafeTime } from "../api/contract";
import { texts } from "../texts";
import { clockOf, endOf, minuteOf, newTime, week } from "./rules";
import styles from "./SafeTimes.module.css";
import { Toggles } from "./Toggles";

/** No time means any time; each further one is an alternative. */
export function SafeTimes({ times, onChange }: { times: readonly SafeTime[]; onChange: (times: SafeTime[]) => void }) {
  const t = texts.safe;
  const put = (index: number, what: Partial<SafeTime>) => onChange(times.map((time, i) => (i === index ? { ...time, ...what } : time)));
  return (
    <div role="group" aria-label={t.times} className={styles.times}>
      <div className={styles.head}>
        <span>{t.times}</span>
        {times.length === 0 && <span className={styles.quiet}>{t.anyTime}</span>}
      </div>
      {times.map((time, i) => (
        <Row key={i} n={i + 1} time={time} onChange={what => put(i, what)} onRemove={() => onChange(times.filter((_, other) => other !== i))} />
      ))}
      <Button className={styles.add} size="small" appearance="subtle" icon={<AddRegular />} onClick={() => onChange([...times, newTime])}>
        {t.addTime}
      </Button>
    </div>
  );
}

function Row({ n, time, onChange, onRemove }: { n: number; time: SafeTime; onChange: (what: Partial<SafeTime>) => void; onRemove: () => void }) {
  const t = texts.safe;
  const change = (what: "from" | "to", minute: number | null) => minute !== null && onChange({ [what]: minute });
  return (
    <div role="group" aria-label={t.time(n)} className={styles.row}>
      <div className={styles.hours}>
        <Input type="time" size="small" aria-label={t.from} value={clockOf(time.from)} onChange={(_, data) => change("from", minuteOf(data.value))} />
        <span aria-hidden="true">{t.to}</span>
        <Input type="time" size="small" aria-label={t.to} value={clockOf(time.to)} onChange={(_, data) => change("to", endOf(data.value))} />
        <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={t.removeTime(n)} title={t.removeTime(n)} onClick={onRemove} />
      </div>
      <Toggles hideLabel label={t.daysOf(n)} values={week} words={t.days} chosen={time.days} onChange={days => onChange({ days })} />
      {time.to < time.from && <span className={styles.quiet}>{t.overMidnight}</span>}
    </div>
  );
}
