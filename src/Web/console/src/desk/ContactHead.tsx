import type { ReactNode } from "react";
import type { AssignmentFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { DangerButton } from "../danger/DangerButton";
import type { FileState } from "../person/ContactFiles";
import { useWorld } from "../services";
import { texts } from "../texts";
import { lineWords } from "./lineWords";
import { Elapsed } from "../time/Elapsed";
import styles from "./ContactHead.module.css";

interface Props {
  assignment: AssignmentFacts;
  file: FileState | undefined;
  /** How it stands, before the time it has lasted. */
  state?: ReactNode;
  children?: ReactNode;
}

/** Which contact this is, for how long, and what ends it. */
export function ContactHead({ assignment, file, state, children }: Props) {
  const world = useWorld();
  const contact = world.contacts.get(assignment.contact);
  const line = world.lines.get(contact?.line ?? file?.view?.line ?? "");
  const Icon = traitsOf(assignment.channel).icon;
  return (
    <header className={styles.head}>
      <Icon className={styles.icon} aria-hidden="true" />
      <h1 className={styles.title}>
        {texts.channels[assignment.channel]}
        {line && (
          <span className={styles.line}>
            {lineWords(line)}
          </span>
        )}
      </h1>
      <div className={styles.state}>
        {state}
        <span className={styles.time}>
          <Elapsed since={assignment.since} exact />
        </span>
      </div>
      <DangerButton assignment={assignment} />
      {children}
    </header>
  );
}
