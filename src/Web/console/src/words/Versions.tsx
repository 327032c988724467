import { Button, Spinner } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { SentenceView, WordsVersionView } from "../api/contract";
import { Problem, wordsOf } from "../api/problem";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { dayOf, timeOfDay } from "../time/words";
import styles from "./Versions.module.css";

interface Props {
  line: string;
  sentence: SentenceView;
  refresh: () => Promise<void>;
  onClose: (isSaved: boolean) => void;
}

/** What this sentence was before, newest first, down to the standard words. Going back to one is a new version: nothing is lost. */
export function Versions({ line, sentence, refresh, onClose }: Props) {
  const { api } = useServices();
  const world = useWorld();
  const [versions, setVersions] = useState<readonly WordsVersionView[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const t = texts.words;
  useEffect(() => {
    let current = true;
    api.wordsVersions(line, sentence.key).then(
      read => current && setVersions(read),
      (error: unknown) => current && setProblem(wordsOf(error)),
    );
    return () => {
      current = false;
    };
  }, [api, line, sentence.key, sentence.version]);

  const sayAgain = async (text: string) => {
    setProblem(null);
    try {
      await api.editWords(line, sentence.key, text, sentence.version);
      await refresh();
      onClose(true);
    } catch (error) {
      setProblem(wordsOf(error));
      if (error instanceof Problem && error.status === 409) await refresh();
    }
  };
  const row = (name: string, text: string, by: string | null) => (
    <li key={name} className={styles.version}>
      <p className={styles.head}>
        <b>{name}</b> {by && <span className="quiet">{by}</span>}
        {text === sentence.text ? (
          <span className={styles.now}>{t.now}</span>
        ) : (
          <Button size="small" aria-label={t.againOf(name)} onClick={() => void sayAgain(text)}>
            {t.again}
          </Button>
        )}
      </p>
      <p className={styles.text}>{text || t.nothing}</p>
    </li>
  );

  return (
    <div className={styles.panel} role="group" aria-label={t.versionsOf(sentence.when)}>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {versions ? (
        <ol className={styles.list}>
          {versions.map(v => row(t.version(v.version), v.text, t.by(nameOf(world, v.editedBy) ?? t.somebody, dayOf(v.editedAt), timeOfDay(v.editedAt))))}
          {row(t.standard, sentence.default, null)}
        </ol>
      ) : (
        !problem && <Spinner size="tiny" label={t.loading} />
      )}
    </div>
  );
}
