import { Button } from "@fluentui/react-components";
import { RecordFilled, RecordRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts, RecordingView } from "../api/contract";
import { texts } from "../texts";
import { running, timeOfDay } from "../time/words";
import styles from "./RecordingBar.module.css";
import { RecordingPlayer } from "./RecordingPlayer";
import { useRecordings, type RecordingStep } from "./useRecordings";

/** Recording a call when the person agreed, and what was recorded of it. Nothing at all on lines that do not record. */
export function RecordingBar({ assignment }: { assignment: AssignmentFacts }) {
  const { view, take } = useRecordings(assignment);
  const [asking, setAsking] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const t = texts.recording;
  if (!view || (!view.mayRecord && view.recordings.length === 0)) return null;
  const open = view.recordings.find(r => r.state !== "stopped" && r.state !== "failed");
  const past = view.recordings.filter(r => r !== open);
  const kept = view.recordings.some(r => !r.withdrawn && r.state !== "failed");
  return (
    <section className={styles.bar} aria-label={t.region}>
      {past.map(recording => (
        <Past key={recording.id} contact={assignment.contact} recording={recording} />
      ))}
      {open ? <Open recording={open} take={take} /> : view.mayRecord && !asking && <RecordButton onPress={() => setAsking(true)} />}
      {!open && asking && view.mayRecord && (
        <div className={styles.ask}>
          <p>{t.ask}</p>
          <p className={styles.words}>{t.words}</p>
          <div className={styles.keys}>
            <Button appearance="primary" onClick={() => void take("start").then(() => setAsking(false))}>
              {t.agreed}
            </Button>
            <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
          </div>
        </div>
      )}
      {kept && !deleting && (
        <Button className={styles.start} appearance="subtle" size="small" onClick={() => setDeleting(true)}>
          {t.withdraw}
        </Button>
      )}
      {kept && deleting && (
        <div className={styles.ask}>
          <p>{t.sure}</p>
          <div className={styles.keys}>
            <Button appearance="primary" onClick={() => void take("withdraw").then(() => setDeleting(false))}>
              {t.yes}
            </Button>
            <Button onClick={() => setDeleting(false)}>{t.no}</Button>
          </div>
        </div>
      )}
    </section>
  );
}

function RecordButton({ onPress }: { onPress: () => void }) {
  return (
    <Button className={styles.start} appearance="subtle" size="small" icon={<RecordRegular />} onClick={onPress}>
      {texts.recording.open}
    </Button>
  );
}

function Open({ recording, take }: { recording: RecordingView; take: (step: RecordingStep) => Promise<void> }) {
  const t = texts.recording;
  const paused = recording.state === "paused";
  return (
    <div className={styles.open}>
      <RecordFilled className={styles.dot} data-live={recording.state === "recording" || undefined} aria-hidden="true" />
      <span className={styles.state} role="status">
        <b>{t.states[recording.state]}</b> {recording.changing ? <span className="quiet">{t.changing}</span> : paused && <span className="quiet">{t.pausedHint}</span>}
      </span>
      <Button size="small" disabledFocusable={recording.changing} onClick={() => void take(paused ? "resume" : "pause")}>
        {paused ? t.resume : t.pause}
      </Button>
      <Button size="small" onClick={() => void take("stop")}>
        {t.stop}
      </Button>
    </div>
  );
}

function Past({ contact, recording }: { contact: string; recording: RecordingView }) {
  const t = texts.recording;
  if (recording.withdrawn) return <p className="quiet">{t.gone}</p>;
  if (recording.state === "failed") return <p role="status">{recording.problem ?? t.states.failed}</p>;
  return (
    <div className={styles.past}>
      <p>{t.at(timeOfDay(recording.agreedAt), recording.seconds === null ? null : running(recording.seconds * 1000))}</p>
      {recording.isHere ? (
        <>
          <RecordingPlayer contact={contact} recording={recording.id} />
          <p className="quiet">{t.audited}</p>
        </>
      ) : (
        <p className="quiet" role="status">
          {t.fetching}
        </p>
      )}
    </div>
  );
}
