import { useEffect, useState } from "react";
import type { OutcomeWordsView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";

// The words differ by installation, not by contact: one fetch serves the page.
let fetched: Promise<OutcomeWordsView> | null = null;

export function useWords(): [OutcomeWordsView | null, string | null] {
  const { api } = useServices();
  const [words, setWords] = useState<OutcomeWordsView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    fetched ??= api.outcomeWords();
    fetched.then(
      view => current && setWords(view),
      (error: unknown) => {
        fetched = null;
        if (current) setProblem(wordsOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [api]);
  return [words, problem];
}
