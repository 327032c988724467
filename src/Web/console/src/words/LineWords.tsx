import { Button, Field, Select, Spinner, Switch } from "@fluentui/react-components";
import { InfoRegular, WarningFilled } from "@fluentui/react-icons";
import { useEffect, useMemo, useState } from "react";
import type { LineWordsView } from "../api/contract";
import { useServices, useWorld } from "../services";
import { centreId } from "../shell/focus";
import { texts, word } from "../texts";
import { grouped, needsTexts } from "./groups";
import { longestRound, roundSeconds } from "./length";
import styles from "./LineWords.module.css";
import { Preview } from "./Preview";
import { SentenceRow } from "./SentenceRow";
import { useLineWords } from "./useLineWords";

const lastLine = "words-line";

/** What the callers of a line hear, sentence by sentence, for supervisors to read and change. */
export function LineWords({ wide }: { wide: boolean }) {
  const { keep } = useServices();
  const { lines } = useWorld();
  const all = useMemo(() => [...lines.values()].sort((a, b) => a.name.localeCompare(b.name)), [lines]);
  const [chosen, setChosen] = useState(() => keep.read<string>(lastLine));
  const line = all.find(l => l.id === chosen) ?? all[0];
  const [ownOnly, setOwnOnly] = useState(false);
  const t = texts.words;
  const choose = (id: string) => {
    setChosen(id);
    keep.write(lastLine, id);
  };
  return (
    <main id={centreId} className={styles.page} data-wide={wide || undefined} tabIndex={-1}>
      <div className={styles.column}>
        <h1 className={styles.heading}>{t.heading}</h1>
        <p className={styles.intro}>{t.intro}</p>
        <div className={styles.choices}>
          <Field label={t.line} orientation="horizontal">
            <Select value={line?.id ?? ""} onChange={(_, data) => choose(data.value)}>
              {all.map(l => (
                <option key={l.id} value={l.id}>
                  {l.name}
                </option>
              ))}
            </Select>
          </Field>
          <Switch label={t.ownOnly} checked={ownOnly} onChange={(_, data) => setOwnOnly(data.checked)} />
        </div>
        {line && <Sentences key={line.id} line={line.id} ownOnly={ownOnly} />}
      </div>
    </main>
  );
}

function Sentences({ line, ownOnly }: { line: string; ownOnly: boolean }) {
  const { view, problem, refresh } = useLineWords(line);
  const [preview] = useState(() => new Preview());
  useEffect(() => () => preview.stop(), [preview]);
  const t = texts.words;
  if (!view)
    return problem ? (
      <p className={styles.note} role="alert">
        <WarningFilled aria-hidden="true" /> {problem} <Button size="small" onClick={() => void refresh()}>{t.tryAgain}</Button>
      </p>
    ) : (
      <Spinner className={styles.loading} size="tiny" label={t.loading} />
    );
  const shown = ownOnly ? view.sentences.filter(s => s.version > 0 && s.text !== s.default) : view.sentences;
  return (
    <>
      {!view.hasPhone && <Note>{t.noPhone}</Note>}
      {isForeign(view) && <Note>{t.otherLanguage(word(texts.languages, view.language))}</Note>}
      {shown.length === 0 && <Note>{t.noneOwn}</Note>}
      {grouped(shown).map(([group, sentences]) => (
        <section key={group} aria-labelledby={`words-${group}`}>
          <h2 id={`words-${group}`} className={styles.group}>
            {t.groups[group]}
          </h2>
          {group === "wait" && <Round view={view} />}
          {!view.hasTexts && sentences.every(s => needsTexts(s.key)) && <Note>{t.noTexts}</Note>}
          <ul className={styles.list}>
            {sentences.map(sentence => (
              <SentenceRow key={sentence.key} view={view} sentence={sentence} preview={preview} refresh={refresh} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The standard words are English, whatever the line speaks. */
function isForeign({ language, sentences }: LineWordsView): boolean {
  return !/^en(-|$)/i.test(language) && sentences.some(s => s.text === s.default && s.text !== "" && s.key !== "greeting");
}

/** How long one round of waiting takes: too long, and nothing in it is quiet. */
function Round({ view }: { view: LineWordsView }) {
  const seconds = roundSeconds(view.sentences, view.hasTexts);
  const t = texts.words;
  return seconds > longestRound ? (
    <p className={styles.warning}>
      <WarningFilled aria-hidden="true" /> <span>{t.roundTooLong(seconds, longestRound)}</span>
    </p>
  ) : (
    <Note>{t.round(seconds)}</Note>
  );
}

function Note({ children }: { children: string }) {
  return (
    <p className={styles.note}>
      <InfoRegular aria-hidden="true" /> <span>{children}</span>
    </p>
  );
}
