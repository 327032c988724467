import { Button } from "@fluentui/react-components";
import { CallRegular } from "@fluentui/react-icons";
import type { AssignmentFacts, ContactView } from "../api/contract";
import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./RingThem.module.css";
import { useBeginCall } from "./useBeginCall";

/** Rings the person of a contact of mine, beside what we write or after we spoke; nothing where there is nobody to ring. */
export function RingThem({ assignment, view }: { assignment: AssignmentFacts; view: ContactView }) {
  const { me } = useWorld();
  const call = useBeginCall((calls, request, despiteRules) => calls.ringThem(assignment.contact, request, despiteRules));
  const reachable = !view.addressWithheld && (view.channel === "phone" || view.channel === "sms");
  const mine = assignment.agent === me.id && (assignment.state === "wrapUp" || (view.channel === "sms" && (assignment.state === "active" || assignment.state === "parked")));
  const t = texts.begin;
  if (!reachable || !mine || !me.channels.includes("phone")) return null;
  return (
    <div className={styles.ring}>
      <Button size="small" icon={<CallRegular />} disabledFocusable={call.busy} onClick={() => void call.begin(false)}>
        {t.ringThem}
      </Button>
      {call.problem && (
        <div className={styles.refused} role="alert">
          <p>{call.problem}</p>
          {call.unsafe && (
            <>
              <Button size="small" disabledFocusable={call.busy} onClick={() => void call.begin(true)}>
                {t.askSecond}
              </Button>
              <p className={styles.hint}>{t.askSecondHint}</p>
            </>
          )}
        </div>
      )}
    </div>
  );
}
