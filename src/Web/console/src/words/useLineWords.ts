import { useCallback, useEffect, useState } from "react";
import type { LineWordsView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";

export interface LineWordsState {
  readonly view: LineWordsView | null;
  readonly problem: string | null;
  /** Reads them again; what was read stays until then. */
  readonly refresh: () => Promise<void>;
}

/** What a line's callers hear. An answer about another line than the one shown by now is dropped. */
export function useLineWords(line: string): LineWordsState {
  const { api } = useServices();
  const [read, setRead] = useState<{ line: string; view: LineWordsView | null; problem: string | null }>({ line, view: null, problem: null });
  const refresh = useCallback(async () => {
    try {
      const view = await api.lineWords(line);
      setRead(now => (now.line === line ? { line, view, problem: null } : now));
    } catch (error) {
      setRead(now => (now.line === line ? { ...now, problem: wordsOf(error) } : now));
    }
  }, [api, line]);
  useEffect(() => {
    setRead({ line, view: null, problem: null });
    void refresh();
  }, [line, refresh]);
  return read.line === line ? { ...read, refresh } : { view: null, problem: null, refresh };
}
