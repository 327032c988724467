import { Button } from "@fluentui/react-components";
import { CallEndRegular, CallTransferRegular, DialpadRegular, MicOffFilled, MicRegular, PauseRegular, PersonAddRegular, PlayFilled } from "@fluentui/react-icons";
import { useEffect, useState, type ReactElement } from "react";
import type { AssignmentFacts, CallView } from "../api/contract";
import { useSteps } from "../desk/useSteps";
import type { LineState } from "../phone/CallLine";
import { useServices } from "../services";
import { useKeys } from "../shell/useKeys";
import { texts } from "../texts";
import { AddPerson } from "./AddPerson";
import styles from "./CallControls.module.css";
import { Keypad } from "./Keypad";
import { TransferDialog } from "./TransferDialog";
import { useCallSteps } from "./useCallSteps";

interface Props {
  assignment: AssignmentFacts;
  line: LineState | null;
  view: CallView | null;
}

/** What an agent can do to the call: always in the same place, each with its key. Ending it stands apart. */
export function CallControls({ assignment, line, view }: Props) {
  const { call } = useServices();
  const steps = useSteps();
  const callSteps = useCallSteps();
  const [open, setOpen] = useState<"keypad" | "add" | "transfer" | null>(null);
  const [ending, setEnding] = useState(false);
  const held = view?.hold != null;
  const [ordered, setOrdered] = useState<boolean | null>(null);
  const { contact } = assignment;
  const wrapsUp = assignment.state === "wrapUp";
  const own = view?.ownPhone?.state === "taken" && assignment.state === "active" ? view.ownPhone : null;
  const onLine = line?.state === "open" || line?.state === "shaky";
  const muted = own ? own.muted : (line?.muted ?? false);
  const talks = assignment.state === "active" || (wrapsUp && onLine);
  const t = texts.call;

  // What was ordered is done, or something else happened: the network's word counts again.
  useEffect(() => setOrdered(null), [held]);

  const toggleHold = () => {
    setOrdered(!held);
    void (held ? callSteps.resume(contact) : callSteps.hold(contact)).then(done => {
      if (!done) setOrdered(null);
    });
  };
  const toggleMute = () => (own ? void callSteps.mute(contact, !own.muted) : call.toggleMute());
  const end = async () => {
    setEnding(true);
    await steps.end(assignment);
    setEnding(false);
  };

  useKeys({
    // A line in this browser is muted from anywhere in the console: the shell has the key.
    m: own ? toggleMute : undefined,
    h: talks ? toggleHold : undefined,
    k: onLine ? () => setOpen(now => (now === "keypad" ? null : "keypad")) : undefined,
    p: talks && !wrapsUp ? () => setOpen("add") : undefined,
    t: talks && !wrapsUp ? () => setOpen("transfer") : undefined,
  });

  return (
    <>
      {open === "keypad" && onLine && <Keypad onPress={digit => call.press(digit)} onClose={() => setOpen(null)} />}
      <div className={styles.controls} role="group" aria-label={texts.phone.controls}>
        <span className={styles.said} role="status">
          {ordered !== null && ordered !== held ? (ordered ? t.holding : t.resuming) : muted ? texts.phone.muted : null}
        </span>
        <Control icon={muted ? <MicOffFilled /> : <MicRegular />} label={muted ? texts.phone.unmute : texts.phone.mute} shortcut="M" disabled={!onLine && !own} onPress={toggleMute} />
        <Control icon={held ? <PlayFilled /> : <PauseRegular />} label={held ? t.resume : t.hold} shortcut="H" disabled={!talks} strong={held} onPress={toggleHold} />
        <Control icon={<DialpadRegular />} label={t.keypad} {...(own ? { name: texts.ownPhone.keys } : {})} shortcut="K" disabled={!onLine} expanded={open === "keypad"} onPress={() => setOpen(now => (now === "keypad" ? null : "keypad"))} />
        {!wrapsUp && (
          <>
            <Control icon={<PersonAddRegular />} label={t.addShort} name={t.addPerson} shortcut="P" disabled={!talks} onPress={() => setOpen("add")} />
            <Control icon={<CallTransferRegular />} label={t.transfer} shortcut="T" disabled={!talks} onPress={() => setOpen("transfer")} />
          </>
        )}
        {!wrapsUp && (
          <Button className={`${styles.control} ${styles.end}`} size="large" icon={<CallEndRegular />} disabledFocusable={ending || assignment.state !== "active"} onClick={() => void end()}>
            <span className={styles.label}>{texts.phone.end}</span>
          </Button>
        )}
      </div>
      <AddPerson open={open === "add"} contact={contact} onClose={() => setOpen(null)} />
      <TransferDialog open={open === "transfer"} contact={contact} mayTalkFirst onClose={() => setOpen(null)} />
    </>
  );
}

interface ControlProps {
  icon: ReactElement;
  label: string;
  /** In full, where the label is short. */
  name?: string;
  shortcut: string;
  disabled: boolean;
  strong?: boolean;
  expanded?: boolean;
  onPress: () => void;
}

function Control({ icon, label, name, shortcut, disabled, strong = false, expanded, onPress }: ControlProps) {
  return (
    <Button
      className={styles.control}
      size="large"
      appearance={strong ? "primary" : "secondary"}
      icon={icon}
      aria-keyshortcuts={shortcut}
      {...(name ? { "aria-label": name, title: name } : {})}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onPress}
    >
      <span className={styles.label}>
        {label}
        <kbd aria-hidden="true">{shortcut}</kbd>
      </span>
    </Button>
  );
}
