import { Button, Field, Textarea } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { TranscriptView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./MessagePanel.module.css";

/** What the agent writes down of a message; saved with the button, and when they go on to something else. */
export function Transcript({ contact }: { contact: string }) {
  const { api } = useServices();
  const [saved, setSaved] = useState<TranscriptView | null>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const t = texts.waiting;

  useEffect(() => {
    let current = true;
    void api.transcript(contact).then(
      view => {
        if (!current) return;
        setSaved(view);
        setText(view.text);
      },
      (error: unknown) => current && setProblem(wordsOf(error)),
    );
    return () => {
      current = false;
    };
  }, [api, contact]);

  const isChanged = saved !== null && text !== saved.text;
  const save = async () => {
    if (!saved || !isChanged || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { revision } = await api.saveTranscript(contact, text, saved.revision);
      setSaved({ text, revision });
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(false);
  };

  return (
    <div className={styles.transcript}>
      <Field label={t.transcript} hint={t.transcriptHint} validationState={problem ? "error" : "none"} validationMessage={problem ?? undefined}>
        <Textarea rows={8} resize="vertical" maxLength={20_000} disabled={saved === null} value={text} onChange={(_, data) => setText(data.value)} onBlur={() => void save()} />
      </Field>
      <div className={styles.foot}>
        <Button disabledFocusable={!isChanged || busy} onClick={() => void save()}>
          {t.save}
        </Button>
        <span role="status">{busy ? t.saving : isChanged ? t.unsaved : saved && saved.revision > 0 ? t.saved : ""}</span>
      </div>
    </div>
  );
}
