import { useServices } from "../services";
import { texts } from "../texts";
import { useTick } from "../time/ticker";
import styles from "./Countdown.module.css";

/** Seconds only at the end: a running clock hurries people who are about to help somebody. */
const showsFrom = 8000;

export function Countdown({ deadline }: { deadline: string }) {
  const { clock } = useServices();
  useTick();
  const left = Date.parse(deadline) - clock.now();
  if (left > showsFrom || left <= 0) return null;
  return <span className={`num ${styles.countdown}`}>{texts.offer.endsIn(Math.ceil(left / 1000))}</span>;
}
