import { useMemo } from "react";
import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { inHand, nameOf } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { InHandActions } from "./InHandActions";
import styles from "./List.module.css";

export function InHandList() {
  const world = useWorld();
  const assignments = useMemo(() => inHand(world), [world]);
  const t = texts.supervisor;
  return (
    <section aria-label={t.inHand}>
      <h2 className={styles.heading}>
        {t.inHand} <span className={`num ${styles.count}`}>{assignments.length}</span>
      </h2>
      {assignments.length === 0 ? (
        <p className={styles.empty}>{t.noneInHand}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={`${styles.first} ${styles.wide}`}>
                {t.channel}
              </th>
              <th scope="col" className={styles.line}>
                {t.line}
              </th>
              <th scope="col">{t.with}</th>
              <th scope="col" className={styles.end}>
                {t.for}
              </th>
              <th scope="col" className={styles.acts}>
                <span className="hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {assignments.map(assignment => (
              <Row key={assignment.id} assignment={assignment} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ assignment }: { assignment: AssignmentFacts }) {
  const world = useWorld();
  const contact = world.contacts.get(assignment.contact);
  const Icon = traitsOf(assignment.channel).icon;
  const t = texts.supervisor;
  return (
    <tr>
      <td className={styles.first}>
        <span className={styles.channel}>
          <Icon aria-hidden="true" /> {texts.channels[assignment.channel]}
        </span>{" "}
        {contact?.task && <span className={styles.note}>{texts.waiting.kinds[contact.task]}</span>}
      </td>
      <td>{world.lines.get(contact?.line ?? "")?.name}</td>
      <td>
        {nameOf(world, assignment.agent)}{" "}
        {assignment.state !== "active" && <span className={styles.note}>{assignment.state === "connecting" ? t.connecting : t.parked}</span>}
      </td>
      <td className={styles.end}>
        <Elapsed since={assignment.since} exact />
      </td>
      <td className={styles.acts}>
        <span className={styles.buttons}>
          <InHandActions assignment={assignment} />
        </span>
      </td>
    </tr>
  );
}
