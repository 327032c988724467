import type { AssignmentFacts } from "../api/contract";
import { CallControls } from "../call/CallControls";
import { CallPeople } from "../call/CallPeople";
import { HandoverPanel } from "../call/HandoverPanel";
import { RecordingBar } from "../call/RecordingBar";
import { useCall } from "../call/useCall";
import { BreakOffer } from "../care/BreakOffer";
import { CallCare } from "../care/CallCare";
import { CallNotes } from "../care/CallNotes";
import { ContactHead } from "../desk/ContactHead";
import { FileProblem } from "../desk/FileProblem";
import { WrapUpBanner } from "../desk/WrapUpBanner";
import { useStore } from "../live/store";
import type { FileState } from "../person/ContactFiles";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { CallBackBar } from "./CallBackBar";
import { CallState } from "./CallState";
import { CallTrouble } from "./CallTrouble";
import { Captions } from "./Captions";
import styles from "./PhonePanel.module.css";
import { OwnPhoneHint, OwnPhoneState } from "./OwnPhoneState";
import { useCallPlace } from "./useCallPlace";

interface Props {
  assignment: AssignmentFacts;
  file: FileState | undefined;
}

export function PhonePanel({ assignment, file }: Props) {
  const { call } = useServices();
  const line = useStore(call.line);
  const view = useCall(assignment);
  const place = useCallPlace(assignment);
  const world = useWorld();
  const mine = line?.assignment === assignment.id ? line : null;
  const onLine = mine?.state === "open" || mine?.state === "shaky";
  // After a warm transfer this agent wraps up and is still on the line.
  const handsOver = assignment.state === "wrapUp" && onLine;
  const over = assignment.state === "wrapUp" && !handsOver;
  const own = over ? null : (view?.ownPhone ?? null);
  const t = texts.phone;

  return (
    <section className={styles.panel} aria-label={t.region}>
      <ContactHead assignment={assignment} file={file} state={own && !view?.leftAlone ? <OwnPhoneState leg={own} talks={assignment.state === "active"} personIsHere={view?.personIsHere ?? false} held={view?.hold != null} /> : <CallState assignment={assignment} line={mine} place={place} alone={view?.leftAlone ?? false} held={view?.hold != null && !over} />} />
      {over ? <WrapUpBanner words={t.ended + "."} /> : !view?.leftAlone && !handsOver && (own ? <OwnPhoneHint leg={own} /> : <CallTrouble line={mine} place={place} />)}
      {over && <BreakOffer assignment={assignment} />}
      {!over && <CallNotes assignment={assignment} view={file?.view ?? null} />}
      <CallBackBar assignment={assignment} />
      {view && !over && <CallPeople view={view} mayChange={assignment.state === "active"} />}
      {view?.handover && !over && <HandoverPanel view={view} />}
      {file?.problem && <FileProblem contact={assignment.contact} problem={file.problem} />}
      {mine && (mine.canSay || mine.captions.length > 0) ? <Captions line={mine} state={handsOver ? "active" : assignment.state} /> : <div className={styles.space} />}
      {!over && assignment.state === "active" && (
        <CallCare assignment={assignment} view={file?.view ?? null} line={world.lines.get(world.contacts.get(assignment.contact)?.line ?? "")?.name ?? texts.silent.us} />
      )}
      <RecordingBar assignment={assignment} />
      {!over && <CallControls assignment={assignment} line={mine} view={view} />}
    </section>
  );
}
