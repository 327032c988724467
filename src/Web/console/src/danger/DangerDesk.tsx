import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useEffect, useRef } from "react";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Thread } from "../thread/Thread";
import { DangerCare } from "./DangerCare";
import styles from "./DangerCare.module.css";
import { useDangerNews } from "./useDangers";

/** A supervisor's view of one danger: what was written about it, and the conversation where there is one. */
export function DangerDesk() {
  const { dangers } = useServices();
  const contact = useStore(dangers.opened);
  return contact ? <Opened key={contact} contact={contact} /> : null;
}

function Opened({ contact }: { contact: string }) {
  const { dangers, files } = useServices();
  const state = useDangerNews(contact);
  const version = useWorld().news.get(contact) ?? 0;
  const view = useStore(files.files).get(contact)?.view;
  const box = useRef<HTMLDivElement>(null);
  const t = texts.danger.desk;
  useEffect(() => void files.load(contact, version), [files, contact, version]);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className={styles.desk} tabIndex={-1}>
      <Button className={styles.hide} size="small" appearance="subtle" icon={<DismissRegular />} aria-label={t.hide} onClick={() => dangers.opened.set(null)} />
      {state?.dangers.map(danger => (
        <DangerCare key={danger.id} contact={contact} danger={danger} />
      ))}
      {view && view.messages.length > 0 && (
        <div className={styles.thread}>
          <Thread view={view} pending={[]} />
        </div>
      )}
    </div>
  );
}
