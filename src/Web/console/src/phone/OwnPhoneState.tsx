import { Spinner } from "@fluentui/react-components";
import { CheckmarkCircleFilled, PauseCircleFilled, PhoneRegular, WarningFilled } from "@fluentui/react-icons";
import type { OwnPhoneLeg } from "../api/contract";
import { texts } from "../texts";
import styles from "./CallState.module.css";

/** A call on the agent's own phone, in a word or two. */
export function OwnPhoneState({ leg, talks, personIsHere, held }: { leg: OwnPhoneLeg; talks: boolean; personIsHere: boolean; held: boolean }) {
  const t = texts.ownPhone;
  return (
    <span className={styles.state} role="status">
      {leg.state === "over" ? (
        <span className={styles.warn}>
          <WarningFilled aria-hidden="true" /> {t.over}
        </span>
      ) : leg.state === "pickedUp" ? (
        <span className={styles.warn}>
          <PhoneRegular aria-hidden="true" /> {t.press1}
        </span>
      ) : leg.state !== "taken" || !talks ? (
        <Spinner size="extra-tiny" label={leg.state === "taken" ? texts.phone.connecting : t.ringing} />
      ) : held ? (
        <span className={styles.warn}>
          <PauseCircleFilled aria-hidden="true" /> {texts.phone.held}
        </span>
      ) : (
        <span className={styles.good}>
          <CheckmarkCircleFilled aria-hidden="true" /> {personIsHere ? t.talking : t.lineUp}
        </span>
      )}
    </span>
  );
}

/** What to do with the phone; nothing while they talk. */
export function OwnPhoneHint({ leg }: { leg: OwnPhoneLeg }) {
  const t = texts.ownPhone;
  const words = { asked: t.ringingHint, ringing: t.ringingHint, pickedUp: t.press1Hint, taken: null, over: t.overHint }[leg.state];
  return <div role="status">{words && <p className={styles.hint}>{words}</p>}</div>;
}
