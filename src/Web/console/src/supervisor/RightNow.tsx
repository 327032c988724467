import { CallForwardRegular, CheckmarkCircleRegular, WarningFilled } from "@fluentui/react-icons";
import { useMemo } from "react";
import { traitsOf } from "../channels";
import { agentCards, countDoing, waitingByChannel, waitingTasks, type ChannelWait } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { useTick } from "../time/ticker";
import styles from "./RightNow.module.css";
import { Today, WaitNow } from "./Today";

/** From here on somebody waits who should not. */
export const tooLong = 60_000;

const shownDoing = ["free", "ringing", "busy", "wrappingUp", "away"] as const;

/** The strip on every page: who waits, and who is there for them. Quiet looks quiet. */
export function RightNow({ oversees }: { oversees: boolean }) {
  const world = useWorld();
  const waits = useMemo(() => waitingByChannel(world), [world]);
  const tasks = useMemo(() => waitingTasks(world), [world]);
  const counts = useMemo(() => countDoing(agentCards(world)), [world]);
  const t = texts.rightNow;
  return (
    <section className={styles.strip} aria-label={t.region}>
      <div className={styles.row}>
        {waits.length === 0 && (
          <span className={styles.calm}>
            <CheckmarkCircleRegular aria-hidden="true" /> {t.nobody}
          </span>
        )}
        {waits.map(wait => (
          <Wait key={wait.channel} wait={wait} />
        ))}
        {tasks > 0 && (
          <span className={styles.wait}>
            <CallForwardRegular aria-hidden="true" />
            <span>
              <b className="num">{tasks}</b> {texts.figures.callBacks(tasks)}
            </span>
          </span>
        )}
        {oversees && <WaitNow />}
      </div>
      {oversees && (
        <div className={styles.row}>
          <span className={styles.agents}>
            {shownDoing.filter(doing => doing !== "ringing" || counts.ringing > 0).map(doing => (
              <span key={doing} className={styles.count} data-empty={counts[doing] === 0 || undefined}>
                <b className="num">{counts[doing]}</b> {t[doing]}
              </span>
            ))}
          </span>
          <Today />
        </div>
      )}
    </section>
  );
}

function Wait({ wait: { channel, count, longestSince } }: { wait: ChannelWait }) {
  const { clock } = useServices();
  useTick();
  const late = clock.now() - Date.parse(longestSince) > tooLong;
  const Icon = late ? WarningFilled : traitsOf(channel).icon;
  const t = texts.rightNow;
  return (
    <span className={styles.wait} data-late={late || undefined}>
      <Icon aria-hidden="true" />
      <span>
        <b className="num">{count}</b> {t.waiting(texts.channels[channel])}
      </span>{" "}
      <span className={styles.longest}>
        {t.longest} <Elapsed since={longestSince} exact />
      </span>
    </span>
  );
}
