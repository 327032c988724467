import { Button } from "@fluentui/react-components";
import { EditRegular, HistoryRegular, Speaker2Regular, StopRegular } from "@fluentui/react-icons";
import { useRef, useState } from "react";
import type { LineWordsView, SentenceView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { dayOf, timeOfDay } from "../time/words";
import { isInFallback } from "./groups";
import { isRecording, isWritten, secondsOf, textsOf } from "./length";
import type { Preview } from "./Preview";
import { SentenceForm } from "./SentenceForm";
import styles from "./SentenceRow.module.css";
import { Versions } from "./Versions";

interface Props {
  view: LineWordsView;
  sentence: SentenceView;
  preview: Preview;
  refresh: () => Promise<void>;
}

export function draftKeyOf(line: string, key: string): string {
  return `words.${line}.${key}`;
}

/** One sentence: when it is heard, what is said now, and whose words they are. */
export function SentenceRow({ view, sentence, preview, refresh }: Props) {
  const { keep } = useServices();
  const [open, setOpen] = useState<"edit" | "versions" | null>(() => (keep.read(draftKeyOf(view.line, sentence.key)) ? "edit" : null));
  const [saved, setSaved] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const t = texts.words;
  const close = (isSaved: boolean) => {
    setOpen(null);
    setSaved(isSaved);
    // Focus goes back to where the form came from, once that is there again.
    setTimeout(() => change.current?.focus());
  };
  return (
    <li className={styles.row}>
      <p className={styles.when}>{sentence.when}</p>
      <div className={styles.body}>
        {open === "edit" ? (
          <SentenceForm view={view} sentence={sentence} draftKey={draftKeyOf(view.line, sentence.key)} refresh={refresh} onClose={close} />
        ) : (
          <>
            <Said sentence={sentence} />
            <div className={styles.foot}>
              <Whose sentence={sentence} />
              <span className={styles.actions}>
                <Listen view={view} sentence={sentence} preview={preview} />
                {sentence.version > 0 && (
                  <Button size="small" appearance="subtle" icon={<HistoryRegular />} aria-label={t.versionsOf(sentence.when)} aria-expanded={open === "versions"} onClick={() => setOpen(now => (now === "versions" ? null : "versions"))}>
                    {t.versions}
                  </Button>
                )}
                <Button ref={change} size="small" appearance="subtle" icon={<EditRegular />} aria-label={t.changeOf(sentence.when)} onClick={() => setOpen("edit")}>
                  {t.change}
                </Button>
              </span>
            </div>
            <span className={styles.saved} role="status">
              {saved && t.saved}
            </span>
            {open === "versions" && <Versions line={view.line} sentence={sentence} refresh={refresh} onClose={close} />}
          </>
        )}
        {isInFallback(sentence.key) && (open === "edit" || saved) && <p className={styles.hint}>{t.fallbackHint}</p>}
      </div>
    </li>
  );
}

function Said({ sentence: { text, key } }: { sentence: SentenceView }) {
  const t = texts.words;
  if (text === "") return <p className={styles.nothing}>{key === "greeting" ? t.lineGreeting : t.nothing}</p>;
  return isRecording(text) ? (
    <p className={styles.text}>
      <span className="quiet">{t.recording}:</span> <span className={styles.address}>{text}</span>
    </p>
  ) : (
    <p className={styles.text}>{text}</p>
  );
}

function Whose({ sentence }: { sentence: SentenceView }) {
  const world = useWorld();
  const t = texts.words;
  const { text, version, editedBy, editedAt, key } = sentence;
  const isOwn = version > 0 && text !== sentence.default;
  return (
    <span className={styles.whose}>
      {isOwn ? <b className={styles.own}>{t.own}</b> : <span>{version > 0 ? t.backToStandard : t.standard}</span>}
      {editedBy && editedAt && <span>{t.by(nameOf(world, editedBy) ?? t.somebody, dayOf(editedAt), timeOfDay(editedAt))}</span>}
      {text !== "" && !isRecording(text) && <span className="num">{isWritten(key) ? t.texts(textsOf(text)) : t.seconds(secondsOf(text))}</span>}
    </span>
  );
}

function Listen({ view, sentence: { key, text, when }, preview }: Pick<Props, "view" | "sentence" | "preview">) {
  const saying = useStore(preview.saying) === key;
  const t = texts.words;
  if (!preview.isPossible || isWritten(key) || isRecording(text) || text === "") return null;
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={saying ? <StopRegular /> : <Speaker2Regular />}
      title={t.listenHint}
      aria-label={saying ? t.stopListening(when) : t.listenTo(when)}
      onClick={() => (saying ? preview.stop() : preview.say(key, text, view.language))}
    >
      {saying ? t.stop : t.listen}
    </Button>
  );
}
