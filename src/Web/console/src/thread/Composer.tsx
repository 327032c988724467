import { Button, Textarea } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons";
import type { KeyboardEvent } from "react";
import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { useStore } from "../live/store";
import { SafeNotice } from "../safe/SafeNotice";
import { useServices } from "../services";
import { composerId } from "../shell/focus";
import { texts } from "../texts";
import styles from "./Composer.module.css";
import { segmentsOf } from "./segments";

/** The server's limit for one message. */
const most = 1600;

export function Composer({ assignment }: { assignment: AssignmentFacts }) {
  const { drafts, outgoing, safe } = useServices();
  const text = useStore(drafts.texts).get(assignment.contact) ?? "";
  const over = text.length - most;
  const ready = assignment.state === "active" || assignment.state === "parked";
  const sendable = ready && text.trim() !== "" && over <= 0;
  const t = texts.thread;

  const send = () => {
    if (!sendable) return;
    outgoing.send(assignment.contact, text.trim());
    drafts.write(assignment.contact, "");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.composer}>
      <SafeNotice contact={assignment.contact} channel={assignment.channel} />
      <Textarea
        id={composerId}
        className={styles.box}
        aria-label={t.message}
        aria-invalid={over > 0}
        placeholder={t.placeholder}
        resize="none"
        value={text}
        onChange={(_, data) => drafts.write(assignment.contact, data.value)}
        onKeyDown={press}
        onFocus={() => void safe.freshen(assignment.contact)}
      />
      <div className={styles.foot}>
        <Count text={text} over={over} segmented={traitsOf(assignment.channel).segmented} />
        <Button appearance="primary" icon={<SendRegular />} aria-keyshortcuts="Control+Enter" disabledFocusable={!sendable} onClick={send}>
          {t.send}
        </Button>
      </div>
    </div>
  );
}

function Count({ text, over, segmented }: { text: string; over: number; segmented: boolean }) {
  const t = texts.thread;
  if (over > 0) {
    return (
      <span className={styles.over} role="alert">
        {t.tooLong(over)}
      </span>
    );
  }
  const { segments, wide } = segmentsOf(text);
  return (
    <span className={`num ${styles.count}`} title={segmented && wide ? t.wide : undefined}>
      {[t.sendKeys, text.length > 0 && t.characters(text.length, most), segmented && segments > 0 && t.segments(segments)].filter(Boolean).join(" · ")}
    </span>
  );
}
