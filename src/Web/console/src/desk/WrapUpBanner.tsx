import { CheckmarkCircleRegular } from "@fluentui/react-icons";
import { texts } from "../texts";
import styles from "./WrapUpBanner.module.css";

/** The contact is over; what is left to do stands on the right. */
export function WrapUpBanner({ words = texts.centre.over }: { words?: string }) {
  return (
    <div className={styles.banner} role="status">
      <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
      <p>
        <b>{words}</b> {texts.centre.overHint}
      </p>
    </div>
  );
}
