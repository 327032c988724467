import { useEffect, useMemo } from "react";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { OutcomeDraft, type DraftState } from "./OutcomeDraft";

/** The draft of one assignment, loaded; saved when the page hides or goes. */
export function useOutcome(assignment: string): [OutcomeDraft, DraftState] {
  const { api, keep } = useServices();
  const draft = useMemo(() => new OutcomeDraft(assignment, api, keep), [assignment, api, keep]);
  useEffect(() => {
    void draft.load();
    const closing = () => draft.closing();
    const hidden = () => {
      if (document.visibilityState === "hidden") void draft.flush();
    };
    window.addEventListener("pagehide", closing);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("pagehide", closing);
      document.removeEventListener("visibilitychange", hidden);
      draft.dispose();
    };
  }, [draft]);
  return [draft, useStore(draft.state)];
}
