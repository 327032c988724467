import { texts } from "../texts";
import { centreId } from "../shell/focus";
import { AgentsGrid } from "./AgentsGrid";
import styles from "./Everyone.module.css";
import { InHandList } from "./InHandList";
import { WaitingList } from "./WaitingList";

/** The supervisor's page: who waits, who is with whom, who is there. Trouble stands first; all quiet looks quiet. */
export function Everyone({ wide }: { wide: boolean }) {
  return (
    <main id={centreId} className={styles.page} data-wide={wide || undefined} tabIndex={-1}>
      <h1 className="hidden">{texts.supervisor.heading}</h1>
      <div className={styles.column}>
        <WaitingList />
        <InHandList />
      </div>
      <AgentsGrid />
    </main>
  );
}
