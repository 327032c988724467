import { Input } from "@fluentui/react-components";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { AssignmentState } from "../api/contract";
import { useServices } from "../services";
import { texts } from "../texts";
import type { LineState } from "./CallLine";
import { DemoSoundBar } from "./DemoSoundBar";
import styles from "./Captions.module.css";

/** A pretend line has no sound: what is said on it is read and typed. */
export function Captions({ line, state }: { line: LineState; state: AssignmentState }) {
  const { call } = useServices();
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const t = texts.phone;
  const count = line.captions.length;
  useEffect(() => {
    // In braces: newer browsers answer with a promise, and React would take it for a clean-up.
    end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);

  const say = async (event: FormEvent) => {
    event.preventDefault();
    const text = words.trim();
    if (!text) return;
    setWords("");
    setProblem(false);
    try {
      await call.say(text);
    } catch {
      setWords(text);
      setProblem(true);
    }
  };

  return (
    <>
      <div className={styles.scroll} role="log" aria-label={t.heard} tabIndex={0}>
        {count === 0 && <p className="quiet">{state === "connecting" ? t.connectingHint : t.heardHint}</p>}
        {line.captions.map(caption => (
          <p key={caption.id} className={styles.caption} data-mine={caption.from === "you" || undefined}>
            <span className={styles.who}>{whoIs(caption.from)}</span>
            <span>{caption.text}</span>
          </p>
        ))}
        <div ref={end} />
      </div>
      {line.sound && state !== "connecting" && state !== "wrapUp" && <DemoSoundBar sound={line.sound} />}
      {line.canSay && state === "active" && (
        <form className={styles.say} onSubmit={event => void say(event)}>
          <Input className={styles.field} aria-label={t.say} placeholder={line.muted ? t.sayMuted : t.sayPlaceholder} disabled={line.muted} value={words} maxLength={500} aria-invalid={problem} onChange={(_, data) => setWords(data.value)} />
          {problem && (
            <span role="alert" className={styles.problem}>
              {texts.errors.step}
            </span>
          )}
        </form>
      )}
    </>
  );
}

/** On the network everybody is named by what they are, and an id where there may be several. */
function whoIs(from: string): string {
  const { from: names } = texts.phone;
  const kind = from.split("-")[0] ?? "";
  return kind in names ? names[kind as keyof typeof names] : names.them;
}
