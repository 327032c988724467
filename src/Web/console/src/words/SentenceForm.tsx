import { Button, Field, Textarea } from "@fluentui/react-components";
import { WarningFilled } from "@fluentui/react-icons";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { LineWordsView, SentenceView } from "../api/contract";
import { Problem, wordsOf } from "../api/problem";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { advice, isInRound, longestRound, roundSeconds } from "./length";
import styles from "./SentenceForm.module.css";

/** As CallerWords.cs. */
const mostCharacters = 600;

interface Props {
  view: LineWordsView;
  sentence: SentenceView;
  draftKey: string;
  refresh: () => Promise<void>;
  onClose: (isSaved: boolean) => void;
}

interface Draft {
  text: string;
  version: number;
}

/** Other words for a sentence. What is typed survives a reload; what somebody else saved meanwhile is shown and never overwritten unseen. */
export function SentenceForm({ view, sentence, draftKey, refresh, onClose }: Props) {
  const { api, keep } = useServices();
  const [draft, setDraft] = useState<Draft>(() => keep.read<Draft>(draftKey) ?? { text: sentence.text, version: sentence.version });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const t = texts.words;
  const { text } = draft;
  const isStale = draft.version !== sentence.version;
  useEffect(() => box.current?.focus(), []);

  const type = (words: string) => {
    const next = { ...draft, text: words };
    setDraft(next);
    setProblem(null);
    keep.write(draftKey, next);
  };
  const put = (name: string) => {
    const [from, to] = [box.current?.selectionStart ?? text.length, box.current?.selectionEnd ?? text.length];
    type(`${text.slice(0, from)}{${name}}${text.slice(to)}`);
    box.current?.focus();
  };
  const close = (isSaved = false) => {
    keep.remove(draftKey);
    onClose(isSaved);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      await api.editWords(view.line, sentence.key, text, sentence.version);
      await refresh();
      close(true);
    } catch (error) {
      setSaving(false);
      // Somebody was quicker: their words are fetched and stand above ours.
      if (error instanceof Problem && error.status === 409) await refresh();
      else setProblem(wordsOf(error));
    }
  };

  return (
    <form className={styles.form} aria-label={t.changeOf(sentence.when)} onSubmit={event => void save(event)} onKeyDown={event => event.key === "Escape" && close()}>
      {isStale && <Stale sentence={sentence} />}
      <Field label={t.field} {...(problem ? { validationMessage: problem } : {})} hint={sentence.key === "greeting" ? t.lineGreeting : sentence.needed ? undefined : t.mayBeEmpty}>
        <Textarea ref={box} resize="vertical" rows={3} maxLength={mostCharacters} value={text} onChange={(_, data) => type(data.value)} />
      </Field>
      <div className={styles.under}>
        {sentence.placeholders.length > 0 && (
          <span className={styles.may}>
            {t.mayHold}
            {sentence.placeholders.map(name => (
              <Button key={name} size="small" aria-label={t.may(name)} onClick={() => put(name)}>
                {`{${name}}`}
              </Button>
            ))}
          </span>
        )}
        <span className="quiet num">{t.characters(text.length, mostCharacters)}</span>
      </div>
      <Advice view={view} sentence={sentence} text={text} />
      {sentence.default !== text && sentence.default !== "" && (
        <p className={styles.standard}>
          <span className="quiet">{t.standardIs}</span> {sentence.default}{" "}
          <Button size="small" appearance="subtle" onClick={() => type(sentence.default)}>
            {t.useStandard}
          </Button>
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={saving}>
          {saving ? t.saving : isStale ? t.saveOver : t.save}
        </Button>
        <Button onClick={() => close()}>{isStale ? t.keepTheirs : t.cancel}</Button>
      </div>
    </form>
  );
}

function Stale({ sentence }: { sentence: SentenceView }) {
  const world = useWorld();
  const t = texts.words;
  return (
    <div className={styles.stale} role="alert">
      <WarningFilled aria-hidden="true" />
      <div>
        <p>
          <b>{t.staleHeading(nameOf(world, sentence.editedBy ?? "") ?? t.somebody)}</b>
        </p>
        <p>
          {t.staleNow} <q>{sentence.text}</q>
        </p>
        <p>{t.staleMine}</p>
      </div>
    </div>
  );
}

function Advice({ view, sentence, text }: { view: LineWordsView; sentence: SentenceView; text: string }) {
  const round = isInRound(sentence.key) ? roundSeconds(view.sentences, view.hasTexts, { key: sentence.key, text }) : 0;
  const all = [...advice(sentence.key, text), ...(round > longestRound ? [texts.words.roundTooLong(round, longestRound)] : [])];
  return (
    <div role="status">
      {all.map(words => (
        <p key={words} className={styles.advice}>
          <WarningFilled aria-hidden="true" /> <span>{words}</span>
        </p>
      ))}
    </div>
  );
}
