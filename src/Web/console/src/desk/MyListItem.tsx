import { CircleSmallFilled } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import styles from "./MyListItem.module.css";

interface Props {
  assignment: AssignmentFacts;
  isSelected: boolean;
}

/** One contact of mine. The unread mark stands until its thread was on screen. */
export function MyListItem({ assignment, isSelected }: Props) {
  const { files, selection } = useServices();
  const world = useWorld();
  const file = useStore(files.files).get(assignment.contact)?.view;
  const contact = world.contacts.get(assignment.contact);
  const line = world.lines.get(contact?.line ?? file?.line ?? "");
  const unreadSince = world.unread.get(assignment.contact);
  const Icon = traitsOf(assignment.channel).icon;
  const t = texts.mine;
  const task = contact?.task ? texts.waiting.kinds[contact.task] : null;
  const note = unreadSince ? t.unread : assignment.state === "connecting" ? t.connecting : assignment.state === "parked" ? t.parked : task;
  return (
    <li>
      <button
        type="button"
        className={styles.item}
        aria-current={isSelected || undefined}
        onClick={() => selection.set({ assignment: assignment.id, focus: true })}
      >
        <Icon className={styles.icon} aria-label={texts.channels[assignment.channel]} />
        <span className={styles.words}>
          <span className={styles.name} data-unread={unreadSince !== undefined || undefined}>
            {file ? file.maskedAddress : texts.channels[assignment.channel]}
          </span>
          <span className={styles.line}>
            {note && <span className={unreadSince ? styles.unread : undefined}>{note} · </span>}
            {line?.name}
          </span>
        </span>
        <span className={styles.time}>
          {unreadSince && <CircleSmallFilled className={styles.dot} aria-hidden="true" />}
          <Elapsed since={unreadSince ?? assignment.since} />
        </span>
      </button>
    </li>
  );
}
