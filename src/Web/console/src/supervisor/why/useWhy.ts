import { useEffect, useState } from "react";
import type { WhyView } from "../../api/contract";
import { Problem, wordsOf } from "../../api/problem";
import { useServices, useWorld } from "../../services";

export interface WhyState {
  /** The last answer; it stays on screen while the next is asked for. */
  readonly why: WhyView | null;
  /** The queue says that it does not wait any more. */
  readonly gone: boolean;
  readonly problem: string | null;
}

/** Agents come and go without a word about this contact. */
const every = 3000;

/** Asks why a contact waits, again whenever something happens to it, and every few seconds. */
export function useWhy(contact: string): WhyState {
  const { api } = useServices();
  const world = useWorld();
  const facts = world.contacts.get(contact);
  const [state, setState] = useState<WhyState>({ why: null, gone: false, problem: null });
  useEffect(() => {
    let latest = 0;
    const ask = async () => {
      const mine = ++latest;
      const next = await answer(() => api.why(contact));
      if (mine === latest) setState(now => ({ ...now, ...next }));
    };
    void ask();
    const timer = setInterval(() => document.visibilityState === "visible" && void ask(), every);
    return () => {
      latest = -1;
      clearInterval(timer);
    };
  }, [api, contact, facts]);
  return state;
}

async function answer(ask: () => Promise<WhyView>): Promise<Partial<WhyState>> {
  try {
    return { why: await ask(), gone: false, problem: null };
  } catch (error) {
    const over = error instanceof Problem && (error.status === 409 || error.status === 404);
    return over ? { gone: true, problem: null } : { problem: wordsOf(error) };
  }
}
