import { useEffect, useMemo, useState } from "react";
import type { ContactFacts } from "../api/contract";
import { waiting } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./List.module.css";
import { WaitingRow } from "./WaitingRow";

/** The contact whose reasons are open, as the list last showed it: it may leave while somebody reads. */
interface Open {
  readonly contact: ContactFacts;
  readonly index: number;
}

/** Everybody who waits, in the order they will be answered; any of them opens to why. */
export function WaitingList() {
  const world = useWorld();
  const contacts = useMemo(() => waiting(world), [world]);
  const [open, setOpen] = useOpen(contacts);
  const left = open && !contacts.some(c => c.id === open.contact.id);
  const rows = left ? contacts.toSpliced(open.index, 0, open.contact) : contacts;
  const t = texts.supervisor;
  return (
    <section aria-label={t.waiting}>
      <h2 className={styles.heading}>
        {t.waiting} <span className={`num ${styles.count}`}>{contacts.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t.noneWaiting}</p>
      ) : (
        // A narrow page lays the cells out anew, which would take the table's meaning from it: the roles keep it.
        <table className={`${styles.table} ${styles.folds}`} role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader" className={styles.place}>
                <span className="hidden">{t.place}</span>
              </th>
              <th scope="col" role="columnheader" className={styles.narrow}>
                {t.channel}
              </th>
              <th scope="col" role="columnheader" className={styles.line}>
                {t.line}
              </th>
              <th scope="col" role="columnheader">
                {t.needs}
              </th>
              <th scope="col" role="columnheader" className={styles.end}>
                {t.wait}
              </th>
              <th scope="col" role="columnheader" className={styles.acts}>
                <span className="hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((contact, i) => (
              <WaitingRow
                key={contact.id}
                contact={contact}
                place={i + 1}
                gone={left === true && contact.id === open.contact.id}
                isOpen={contact.id === open?.contact.id}
                onToggle={() => setOpen(contact.id === open?.contact.id ? null : { contact, index: i })}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function useOpen(contacts: readonly ContactFacts[]) {
  const [open, setOpen] = useState<Open | null>(null);
  useEffect(() => {
    setOpen(now => {
      const index = now ? contacts.findIndex(c => c.id === now.contact.id) : -1;
      const contact = contacts[index];
      return contact ? { contact, index } : now;
    });
  }, [contacts]);
  return [open, setOpen] as const;
}
