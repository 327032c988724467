import { InfoRegular, WarningFilled } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Lost } from "../headset/Headset";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { texts } from "../texts";
import type { LineState } from "./CallLine";
import styles from "./CallTrouble.module.css";
import type { CallPlace } from "./useCallPlace";

/** What is wrong with the line and what becomes of the person; nothing while all is well. */
export function CallTrouble({ line, place }: { line: LineState | null; place: CallPlace }) {
  const lost = useStore(useServices().headset.lost);
  return <div role="status">{troubleOf(line, place, lost)}</div>;
}

function troubleOf(line: LineState | null, place: CallPlace, lost: Lost | null): ReactNode {
  const t = texts.phone;
  if (line?.state === "failed") return <Broken words={line.problem ?? t.broke} />;
  if (line?.state === "shaky") return <Warning>{t.shaky}</Warning>;
  if (line?.state === "open" && lost) return <Warning>{lost.last && lost.part === "microphone" ? texts.audio.lostLast(lost.name) : texts.audio.lost(lost.name)}</Warning>;
  if (line?.state === "open" && line.warning) return <Warning>{texts.audio.warnings[line.warning]}</Warning>;
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
