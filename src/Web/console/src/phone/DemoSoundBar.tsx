import { Button } from "@fluentui/react-components";
import { MicOffRegular, MicRegular } from "@fluentui/react-icons";
import { useStore } from "../live/store";
import { texts } from "../texts";
import type { DemoSound } from "./DemoSound";
import styles from "./DemoSoundBar.module.css";

/** Asks for the microphone in the demo, and says whether the two hear each other. */
export function DemoSoundBar({ sound }: { sound: DemoSound }) {
  const { state, problem } = useStore(sound.state);
  const t = texts.audio.demo;
  const isOff = state === "off" || state === "lost" || state === "asking";
  return (
    <div className={styles.bar}>
      <Button size="small" icon={isOff ? <MicRegular /> : <MicOffRegular />} disabledFocusable={state === "asking"} onClick={() => (isOff ? void sound.turnOn() : sound.turnOff())}>
        {isOff ? t.use : t.stop}
      </Button>
      <span className={problem ? styles.problem : "quiet"} role="status">
        {problem ?? t.states[state]}
      </span>
    </div>
  );
}
