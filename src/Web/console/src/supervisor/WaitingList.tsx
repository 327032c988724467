import { WarningFilled } from "@fluentui/react-icons";
import { useMemo } from "react";
import type { ContactFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { nameOf, waiting } from "../live/selectors";
import { needsOf } from "../offer/needs";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { useTick } from "../time/ticker";
import styles from "./List.module.css";
import { tooLong } from "./RightNow";

/** Everybody who waits, in the order they will be answered. */
export function WaitingList() {
  const world = useWorld();
  const contacts = useMemo(() => waiting(world), [world]);
  const t = texts.supervisor;
  return (
    <section aria-label={t.waiting}>
      <h2 className={styles.heading}>
        {t.waiting} <span className={`num ${styles.count}`}>{contacts.length}</span>
      </h2>
      {contacts.length === 0 ? (
        <p className={styles.empty}>{t.noneWaiting}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.place}>
                <span className="hidden">{t.place}</span>
              </th>
              <th scope="col" className={styles.narrow}>
                {t.channel}
              </th>
              <th scope="col" className={styles.line}>
                {t.line}
              </th>
              <th scope="col">{t.needs}</th>
              <th scope="col" className={styles.end}>
                {t.wait}
              </th>
            </tr>
          </thead>
          <tbody>
            {contacts.map((contact, i) => (
              <Row key={contact.id} contact={contact} place={i + 1} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ contact, place }: { contact: ContactFacts; place: number }) {
  const world = useWorld();
  const offer = [...world.assignments.values()].find(a => a.contact === contact.id && a.state === "offered");
  const { channel } = contact.demand;
  const Icon = traitsOf(channel).icon;
  const priority = texts.priorities[contact.priority];
  return (
    <tr>
      <td className={`num ${styles.place}`}>{place}</td>
      <td>
        <span className={styles.channel}>
          <Icon aria-hidden="true" /> {texts.channels[channel]}
        </span>
      </td>
      <td>{world.lines.get(contact.line)?.name ?? contact.line}</td>
      <td>
        {needsOf(contact.demand).join(", ")}{" "}
        {priority && (
          <span className={styles.priority} data-danger={contact.priority === "imminentDanger" || undefined}>
            <WarningFilled aria-hidden="true" /> {priority}
          </span>
        )}{" "}
        {offer && <span className={styles.note}>{texts.supervisor.offered(nameOf(world, offer.agent) ?? texts.thread.colleague)}</span>}
      </td>
      <td className={styles.end}>
        <Wait since={contact.waitingSince} />
      </td>
    </tr>
  );
}

function Wait({ since }: { since: string }) {
  const { clock } = useServices();
  useTick();
  const late = clock.now() - Date.parse(since) > tooLong;
  return (
    <span className={late ? styles.late : undefined}>
      {late && <WarningFilled aria-hidden="true" />}
      <Elapsed since={since} exact />
    </span>
  );
}
