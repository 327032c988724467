import { InfoRegular, WarningFilled } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { texts } from "../texts";
import type { LineState } from "./CallLine";
import styles from "./CallTrouble.module.css";
import type { CallPlace } from "./useCallPlace";

/** What is wrong with the line and what becomes of the person; nothing while all is well. */
export function CallTrouble({ line, place }: { line: LineState | null; place: CallPlace }) {
  return <div role="status">{troubleOf(line, place)}</div>;
}

function troubleOf(line: LineState | null, place: CallPlace): ReactNode {
  const t = texts.phone;
  if (line?.state === "failed") return <Broken words={line.problem ?? t.broke} />;
  if (line?.state === "shaky") return <Warning>{t.shaky}</Warning>;
  // A line that has ended in good order only waits for the news that the call is over.
  if (line) return null;
  if (place === "nowhere") return <Broken words={t.brokeReload} />;
  return place === "elsewhere" ? (
    <p className={styles.note}>
      <InfoRegular className={styles.icon} aria-hidden="true" /> {t.elsewhere}
    </p>
  ) : null;
}

function Broken({ words }: { words: string }) {
  return (
    <Warning>
      <b>{texts.phone.brokeHere}.</b> {words}
    </Warning>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <div className={styles.warning}>
      <WarningFilled className={styles.icon} aria-hidden="true" />
      <p>{children}</p>
    </div>
  );
}
