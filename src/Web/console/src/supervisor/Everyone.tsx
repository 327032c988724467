import { Button } from "@fluentui/react-components";
import { DismissRegular, InfoRegular } from "@fluentui/react-icons";
import { useStore } from "../live/store";
import { StaffIncidents } from "../care/StaffIncidents";
import { DangerDesk } from "../danger/DangerDesk";
import { useServices } from "../services";
import { OverrideRequests } from "../safe/OverrideRequests";
import { texts } from "../texts";
import { centreId } from "../shell/focus";
import { AgentsGrid } from "./AgentsGrid";
import styles from "./Everyone.module.css";
import { InHandList } from "./InHandList";
import { ListeningBar } from "./ListeningBar";
import { WaitingList } from "./WaitingList";

/** The supervisor's page: who waits, who is with whom, who is there. Trouble stands first; all quiet looks quiet. */
export function Everyone({ wide }: { wide: boolean }) {
  return (
    <main id={centreId} className={styles.page} data-wide={wide || undefined} tabIndex={-1}>
      <h1 className="hidden">{texts.supervisor.heading}</h1>
      {wide && <Said />}
      <div className={styles.column}>
        <DangerDesk />
        <OverrideRequests />
        <ListeningBar />
        <WaitingList />
        <InHandList />
        <StaffIncidents />
      </div>
      <AgentsGrid />
    </main>
  );
}

/** Without an offer dock, what was done and what was not is said here. */
function Said() {
  const { notices } = useServices();
  const notice = useStore(notices.latest);
  return (
    <div className={styles.said} role="status">
      {notice && (
        <>
          <InfoRegular aria-hidden="true" />
          <p>{notice.words}</p>
          <Button appearance="subtle" size="small" icon={<DismissRegular />} aria-label={texts.supervision.dismiss} onClick={() => notices.dismiss()} />
        </>
      )}
    </div>
  );
}
