import { useState } from "react";
import { Problem, wordsOf } from "../api/problem";
import { answer } from "../desk/useSteps";
import { useServices } from "../services";
import { go } from "../shell/route";
import { newCallRequest, type BegunCalls } from "./BegunCalls";

export interface BeginCall {
  readonly busy: boolean;
  readonly problem: string | null;
  /** The person's rules refuse it: a second person may be asked. */
  readonly unsafe: boolean;
  /** @returns whether it was begun. */
  begin(despiteRules: boolean): Promise<boolean>;
  reset(): void;
}

/** Begins a call and answers its offer; says in words why not. */
export function useBeginCall(how: (calls: BegunCalls, request: string, despiteRules: boolean) => Promise<string>): BeginCall {
  const services = useServices();
  const [request, setRequest] = useState(newCallRequest);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ words: string; unsafe: boolean } | null>(null);
  return {
    busy,
    problem: refusal?.words ?? null,
    unsafe: refusal?.unsafe ?? false,
    begin: async despiteRules => {
      setBusy(true);
      setRefusal(null);
      try {
        const contact = await how(services.begunCalls, request, despiteRules);
        setRequest(newCallRequest());
        go("desk");
        // The offer may have come before the answer; else it is answered when it comes.
        const offer = [...(services.live.world.get()?.assignments.values() ?? [])].find(a => a.contact === contact && a.state === "offered");
        if (offer && services.begunCalls.takes(contact)) void answer(services, offer);
        return true;
      } catch (error) {
        setRefusal({ words: wordsOf(error), unsafe: error instanceof Problem && (error.body as { unsafe?: boolean } | null)?.unsafe === true });
        return false;
      } finally {
        setBusy(false);
      }
    },
    reset: () => setRefusal(null),
  };
}
