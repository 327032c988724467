import { Button, Spinner, ToggleButton } from "@fluentui/react-components";
import { HeadphonesSoundWaveRegular } from "@fluentui/react-icons";
import type { ListeningMode } from "../api/contract";
import { wordsOf } from "../api/problem";
import { nameOf } from "../live/selectors";
import { useStore } from "../live/store";
import { Captions } from "../phone/Captions";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import styles from "./ListeningBar.module.css";

const modes: readonly ListeningMode[] = ["listen", "whisper", "barge"];

/** A supervisor on somebody's call: who hears them is always in plain sight. */
export function ListeningBar() {
  const { listening, call, notices } = useServices();
  const world = useWorld();
  const listened = useStore(listening.listened);
  const line = useStore(call.line);
  const t = texts.call.listen;
  if (!listened || line?.assignment !== listened.party) return null;
  const name = nameOf(world, listened.agent) ?? texts.thread.colleague;
  const change = (mode: ListeningMode) => void listening.change(mode).catch((error: unknown) => notices.say(wordsOf(error)));
  return (
    <section className={styles.bar} aria-label={t.region}>
      <p className={styles.heading} role="status">
        <HeadphonesSoundWaveRegular className={styles.icon} aria-hidden="true" />
        {line.state === "connecting" ? <Spinner size="extra-tiny" label={t.connecting} /> : <b>{t.heading(name)}</b>}
        <span>{t.hints[listened.mode]}</span>
      </p>
      <div className={styles.buttons} role="group" aria-label={t.mode}>
        {modes.map(mode => (
          <ToggleButton key={mode} checked={listened.mode === mode} appearance={listened.mode === mode ? "primary" : "secondary"} onClick={() => change(mode)}>
            {t.modes[mode]}
          </ToggleButton>
        ))}
        <Button className={styles.stop} onClick={() => listening.stop()}>
          {t.stop}
        </Button>
      </div>
      {(line.canSay || line.captions.length > 0) && (
        <div className={styles.heard}>
          <Captions line={line} state={listened.mode === "listen" ? "parked" : "active"} />
        </div>
      )}
    </section>
  );
}
