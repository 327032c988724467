import { CallRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { useWorld } from "../services";
import { texts } from "../texts";
import { CallNumber } from "./CallNumber";
import { WhereCallsRing } from "./WhereCallsRing";
import styles from "./WhereCallsRing.module.css";

/** My telephone: where it rings, and calling somebody; for those who answer calls. */
export function PhoneDesk() {
  const { me } = useWorld();
  const [calling, setCalling] = useState(false);
  if (!me.channels.includes("phone")) return null;
  return (
    <div className={styles.desk}>
      <WhereCallsRing />
      <button type="button" className={`${styles.button} ${styles.call}`} onClick={() => setCalling(true)}>
        <CallRegular className={styles.icon} aria-hidden="true" />
        <span>{texts.begin.number.open}</span>
      </button>
      <CallNumber open={calling} onClose={() => setCalling(false)} />
    </div>
  );
}
