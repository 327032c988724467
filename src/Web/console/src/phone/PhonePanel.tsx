import { Button } from "@fluentui/react-components";
import { CallEndRegular, MicOffFilled, MicRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { ContactHead } from "../desk/ContactHead";
import { FileProblem } from "../desk/FileProblem";
import { useSteps } from "../desk/useSteps";
import { WrapUpBanner } from "../desk/WrapUpBanner";
import { useStore } from "../live/store";
import type { FileState } from "../person/ContactFiles";
import { useServices } from "../services";
import { texts } from "../texts";
import { CallBackBar } from "./CallBackBar";
import { CallState } from "./CallState";
import { CallTrouble } from "./CallTrouble";
import { Captions } from "./Captions";
import styles from "./PhonePanel.module.css";
import { useCallPlace } from "./useCallPlace";

interface Props {
  assignment: AssignmentFacts;
  file: FileState | undefined;
}

export function PhonePanel({ assignment, file }: Props) {
  const { call } = useServices();
  const steps = useSteps();
  const line = useStore(call.line);
  const place = useCallPlace(assignment);
  const [ending, setEnding] = useState(false);
  const mine = line?.assignment === assignment.id ? line : null;
  const over = assignment.state === "wrapUp";
  const t = texts.phone;

  const end = async () => {
    setEnding(true);
    await steps.end(assignment);
    setEnding(false);
  };

  return (
    <section className={styles.panel} aria-label={t.region}>
      <ContactHead assignment={assignment} file={file} state={<CallState assignment={assignment} line={mine} place={place} />} />
      {over ? <WrapUpBanner words={t.ended + "."} /> : <CallTrouble line={mine} place={place} />}
      <CallBackBar assignment={assignment} />
      {file?.problem && <FileProblem contact={assignment.contact} problem={file.problem} />}
      {mine && (mine.canSay || mine.captions.length > 0) ? <Captions line={mine} state={assignment.state} /> : <div className={styles.space} />}
      {!over && (
        <div className={styles.controls} role="group" aria-label={t.controls}>
          <Button
            size="large"
            icon={mine?.muted ? <MicOffFilled /> : <MicRegular />}
            aria-keyshortcuts="M"
            disabled={mine?.state !== "open" && mine?.state !== "shaky"}
            onClick={() => call.toggleMute()}
          >
            {mine?.muted ? t.unmute : t.mute}
            <kbd aria-hidden="true" className={styles.key}>
              M
            </kbd>
          </Button>
          <span className={styles.muted} role="status">
            {mine?.muted && t.muted}
          </span>
          <Button className={styles.end} size="large" icon={<CallEndRegular />} disabledFocusable={ending || assignment.state !== "active"} onClick={() => void end()}>
            {t.end}
          </Button>
        </div>
      )}
    </section>
  );
}
