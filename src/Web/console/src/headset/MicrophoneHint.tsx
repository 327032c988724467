import { Button } from "@fluentui/react-components";
import { MicOffRegular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useStore } from "../live/store";
import { useServices } from "../services";
import styles from "../shell/SoundHint.module.css";
import { texts } from "../texts";

/** An agent should learn before somebody rings, and not from them, that the browser refuses the microphone. The demo's line needs none. */
export function MicrophoneHint() {
  const { api, headset } = useServices();
  const refused = useStore(headset.refused);
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    if (!refused) return;
    let current = true;
    api.softphone().then(({ kind }) => current && setNeeded(kind === "twilio"), () => undefined);
    return () => {
      current = false;
    };
  }, [api, refused]);
  if (!refused || !needed) return null;
  return (
    <Button className={styles.hint} size="small" appearance="subtle" icon={<MicOffRegular />} title={texts.audio.problems.denied} onClick={() => headset.open.set(true)}>
      {texts.audio.refused}
    </Button>
  );
}
