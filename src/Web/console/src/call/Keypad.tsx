import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { isTyping } from "../shell/useKeys";
import { texts } from "../texts";
import styles from "./Keypad.module.css";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** Sends tones down the line. The keyboard's own digits do the same while it is open. */
export function Keypad({ onPress, onClose }: { onPress: (key: string) => void; onClose: () => void }) {
  const [pressed, setPressed] = useState("");
  const t = texts.call;
  const press = (key: string) => {
    setPressed(before => (before + key).slice(-24));
    onPress(key);
  };

  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "Escape") onClose();
      else if ((keys as readonly string[]).includes(event.key)) press(event.key);
    };
    document.addEventListener("keydown", typed);
    return () => document.removeEventListener("keydown", typed);
  });

  return (
    <div className={styles.pad} role="group" aria-label={t.keypad}>
      <output className={`num ${styles.pressed}`}>{pressed || <span className="quiet">{t.keypadHint}</span>}</output>
      <Button className={styles.close} appearance="subtle" size="small" icon={<DismissRegular />} aria-label={texts.keys.close} onClick={onClose} />
      <div className={styles.keys}>
        {keys.map(key => (
          <Button key={key} className={styles.key} size="large" aria-label={t.press(key)} onClick={() => press(key)}>
            {key}
          </Button>
        ))}
      </div>
    </div>
  );
}
