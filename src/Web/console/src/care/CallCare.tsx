import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { AssignmentFacts, ContactView } from "../api/contract";
import { CheckHeadset } from "../headset/CheckHeadset";
import { SilentHelp } from "../phone/SilentHelp";
import { texts } from "../texts";
import { AbusiveCall } from "./AbusiveCall";
import styles from "./Care.module.css";

interface Props {
  assignment: AssignmentFacts;
  view: ContactView | null;
  /** What the person rang, as it is said to them. */
  line: string;
}

/** Help for a call that is hard: somebody who does not speak, or who attacks. On a relayed call silence means that somebody types or signs. */
export function CallCare({ assignment, view, line }: Props) {
  const [quietSince, setQuietSince] = useState<number | null>(null);
  const [leaving, setLeaving] = useState(false);
  const relayed = view?.access != null;
  if (leaving) return <AbusiveCall assignment={assignment} onClose={() => setLeaving(false)} />;
  if (quietSince !== null && !relayed) return <SilentHelp line={line} since={quietSince} onClose={() => setQuietSince(null)} />;
  return (
    <div className={styles.quiet}>
      {!relayed && (
        <Button appearance="subtle" size="small" onClick={() => setQuietSince(Date.now())}>
          {texts.silent.open}
        </Button>
      )}
      <Button appearance="subtle" size="small" onClick={() => setLeaving(true)}>
        {texts.care.abusive.open}
      </Button>
      <CheckHeadset />
    </div>
  );
}
