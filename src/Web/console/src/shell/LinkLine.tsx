import { ArrowSyncRegular, CircleSmallFilled, WarningRegular } from "@fluentui/react-icons";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { texts } from "../texts";
import { useTick } from "../time/ticker";
import { roughly } from "../time/words";
import styles from "./LinkLine.module.css";

/** Heartbeats are answered every 3 s; twice that without an answer is worth saying. */
const oldAfter = 8000;

/** The page is never silently stale: it says that it is live, or how old what it shows is. */
export function LinkLine() {
  const { live } = useServices();
  const { state, heardAt } = useStore(live.link);
  useTick();
  const age = heardAt === null ? 0 : Date.now() - heardAt;
  const old = age > oldAfter;
  const t = texts.link;
  return (
    <div className={styles.line} role="status" data-state={state === "live" && !old ? "live" : "broken"}>
      {state === "live" && !old && (
        <>
          <CircleSmallFilled className={styles.dot} aria-hidden="true" /> {t.live}
        </>
      )}
      {state !== "live" && (
        <>
          <ArrowSyncRegular aria-hidden="true" /> {state === "connecting" ? t.connecting : t.reconnecting}
        </>
      )}
      {old && (
        <span className={styles.age} aria-live="off">
          {state === "live" && <WarningRegular aria-hidden="true" />} {t.old(roughly(age))}
        </span>
      )}
    </div>
  );
}
