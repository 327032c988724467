import { Button } from "@fluentui/react-components";
import { SpeakerMuteRegular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./SoundHint.module.css";

/** After a reload the browser keeps silent until something is pressed; a silent console at 3 a.m. must say so. */
export function SoundHint() {
  const { sound } = useServices();
  const [allowed, setAllowed] = useState(sound.allowed);

  useEffect(() => {
    if (allowed) return;
    const unlock = () => {
      sound.unlock();
      setTimeout(() => setAllowed(sound.allowed), 200);
    };
    if (navigator.userActivation?.hasBeenActive) unlock();
    document.addEventListener("pointerdown", unlock);
    document.addEventListener("keydown", unlock);
    return () => {
      document.removeEventListener("pointerdown", unlock);
      document.removeEventListener("keydown", unlock);
    };
  }, [allowed, sound]);

  if (allowed) return null;
  return (
    <Button className={styles.hint} size="small" appearance="subtle" icon={<SpeakerMuteRegular />} title={texts.shell.soundOff}>
      {texts.shell.turnOnSound}
    </Button>
  );
}
