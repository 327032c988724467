import { Button, Spinner } from "@fluentui/react-components";
import { useEffect, useMemo, useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { ContactHead } from "../desk/ContactHead";
import { FileProblem } from "../desk/FileProblem";
import { useSteps } from "../desk/useSteps";
import { WrapUpBanner } from "../desk/WrapUpBanner";
import { useStore } from "../live/store";
import type { FileState } from "../person/ContactFiles";
import { useServices, useWorld } from "../services";
import { composerId, focusOn } from "../shell/focus";
import { texts } from "../texts";
import { Composer } from "./Composer";
import { Thread } from "./Thread";
import { useThreadOpened } from "./useThreadOpened";

interface Props {
  assignment: AssignmentFacts;
  file: FileState | undefined;
}

export function ThreadPanel({ assignment, file }: Props) {
  const { live, outgoing, selection } = useServices();
  const steps = useSteps();
  const world = useWorld();
  const [ending, setEnding] = useState(false);
  const view = file?.view ?? null;
  const pending = useStore(outgoing.pending);
  const unread = world.unread.has(assignment.contact);
  const settled = useMemo(() => new Set(view?.messages.map(m => m.id)), [view]);
  const shown = view !== null;

  useThreadOpened(assignment, shown);
  useEffect(() => void outgoing.settle(settled), [outgoing, settled]);
  useEffect(() => {
    if (unread && shown && document.visibilityState === "visible") live.seen(assignment.contact);
  }, [unread, shown, live, assignment.contact]);
  useEffect(() => {
    if (shown && selection.get()?.focus) focusOn(composerId);
  }, [shown, selection]);

  const over = assignment.state === "wrapUp";
  const end = async () => {
    setEnding(true);
    await steps.end(assignment);
    setEnding(false);
  };

  return (
    <>
      <ContactHead assignment={assignment} file={file}>
        {!over && (
          <Button disabledFocusable={ending || (assignment.state !== "active" && assignment.state !== "parked")} onClick={() => void end()}>
            {texts.thread.end}
          </Button>
        )}
      </ContactHead>
      {over && <WrapUpBanner />}
      {file?.problem && <FileProblem contact={assignment.contact} problem={file.problem} />}
      {view ? <Thread view={view} pending={pending.filter(p => p.contact === assignment.contact && !settled.has(p.id))} /> : !file?.problem && <Spinner label={texts.centre.loading} />}
      {!over && view && <Composer key={assignment.contact} assignment={assignment} />}
    </>
  );
}
