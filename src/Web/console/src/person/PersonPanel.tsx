import type { ReactNode } from "react";
import type { ContactView } from "../api/contract";
import { RelayMark } from "../care/RelayMark";
import { traitsOf } from "../channels";
import { useWorld } from "../services";
import { texts } from "../texts";
import { exactly, timeOfDay } from "../time/words";
import styles from "./PersonPanel.module.css";
import { Reveal } from "./Reveal";

export function PersonPanel({ view, children }: { view: ContactView; children?: ReactNode }) {
  const world = useWorld();
  const t = texts.person;
  return (
    <section className={styles.person} aria-label={t.heading}>
      <div className={styles.row}>
        <h2 className={`num ${styles.address}`}>{view.access?.service === "bslRelay" ? texts.care.relay.noNumber : view.addressWithheld ? t.withheld : view.maskedAddress}</h2>
        <span className={styles.earlier}>{t.earlier(view.earlierContacts)}</span>
      </div>
      <p className={styles.facts}>
        {world.lines.get(view.line)?.name} · <time title={exactly(view.arrivedAt)}>{t.arrived(timeOfDay(view.arrivedAt))}</time>
      </p>
      {traitsOf(view.channel).spoken && <RelayMark view={view} />}
      {!view.addressWithheld && <Reveal key={view.id} contact={view.id} channel={view.channel} />}
      {children}
    </section>
  );
}
