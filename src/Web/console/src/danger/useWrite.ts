import { useRef, useState } from "react";
import type { DangerEntry } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { newMessageId } from "../thread/messageId";

export interface Writing {
  readonly busy: boolean;
  readonly problem: string | null;
  /** True when it is kept. Pressing again after a lost answer is the same entry. */
  write(entry: Partial<DangerEntry> & Pick<DangerEntry, "step">): Promise<boolean>;
}

export function useWrite(contact: string, danger: string): Writing {
  const { dangers } = useServices();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const last = useRef({ said: "", id: "" });
  const write: Writing["write"] = async entry => {
    const said = JSON.stringify(entry);
    if (last.current.said !== said) last.current = { said, id: newMessageId() };
    setBusy(true);
    setProblem(null);
    try {
      await dangers.write(contact, danger, entry, last.current.id);
      last.current = { said: "", id: "" };
      return true;
    } catch (error) {
      setProblem(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, write };
}
