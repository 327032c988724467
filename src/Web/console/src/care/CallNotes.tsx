import { ClockRegular, PersonSwapRegular } from "@fluentui/react-icons";
import type { AssignmentFacts, ContactView } from "../api/contract";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./Care.module.css";

/** What is different about this call, for whoever has it now. */
export function CallNotes({ assignment, view }: { assignment: AssignmentFacts; view: ContactView | null }) {
  const { care } = useServices();
  const own = useStore(care.left).has(assignment.id);
  const relay = view?.access && texts.care.relay.band[view.access.service];
  return (
    <>
      {relay && (
        <div className={styles.band} role="note">
          <ClockRegular className={styles.icon} aria-hidden="true" />
          <p>
            <b>{relay.title}</b> {relay.how}
          </p>
        </div>
      )}
      {view?.relievedAt && !own && (
        <div className={styles.band} role="note">
          <PersonSwapRegular className={styles.icon} aria-hidden="true" />
          <p>{texts.care.abusive.relieved}</p>
        </div>
      )}
    </>
  );
}
