import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { VideoNote } from "../phone/VideoNote";
import { DangerBanner } from "../danger/DangerBanner";
import { MessagePanel } from "../phone/MessagePanel";
import { PhonePanel } from "../phone/PhonePanel";
import { useWorld } from "../services";
import { centreId } from "../shell/focus";
import { texts } from "../texts";
import { ThreadPanel } from "../thread/ThreadPanel";
import styles from "./Centre.module.css";
import { EmptyCentre } from "./EmptyCentre";
import { useContactFile } from "./useContactFile";
import { useFocus } from "./useFocus";

/** The medium: the call or the thread of the contact that is open. */
export function Centre({ selected }: { selected: AssignmentFacts | null }) {
  return (
    <main id={centreId} className={styles.centre} tabIndex={-1} aria-label={selected ? texts.channels[selected.channel] : texts.centre.emptyHeading}>
      {selected ? (
        <>
          <DangerBanner assignment={selected} />
          <Medium key={selected.id} assignment={selected} />
        </>
      ) : (
        <EmptyCentre />
      )}
    </main>
  );
}

function Medium({ assignment }: { assignment: AssignmentFacts }) {
  const file = useContactFile(assignment);
  useFocus(assignment);
  const task = useWorld().contacts.get(assignment.contact)?.task;
  const { threaded, spoken } = traitsOf(assignment.channel);
  if (task === "message") return <MessagePanel assignment={assignment} file={file} />;
  if (threaded) return <ThreadPanel assignment={assignment} file={file} />;
  return spoken ? <PhonePanel assignment={assignment} file={file} /> : <VideoNote />;
}
