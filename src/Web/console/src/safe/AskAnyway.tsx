import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState, type FormEvent } from "react";
import type { OutboundKind, SafeOverrideStanding } from "../api/contract";
import { wordsOf } from "../api/problem";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { timeOfDay } from "../time/words";
import styles from "./AskAnyway.module.css";
import { useSafeContact } from "./useSafeContact";

interface Props {
  contact: string;
  kind: OutboundKind;
  /** The very message; null for a call. */
  message: string | null;
}

/** The rules refused it. A second person can let it go once; here that is asked for, and here one sees how it stands. */
export function AskAnyway({ contact, kind, message }: Props) {
  const { safe } = useServices();
  const state = useSafeContact(contact);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const standing = state?.view?.overrides.find(o => o.kind === kind && o.message === message);
  const enough = reason.trim().length >= 3;
  const t = wordsFor(kind);

  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (!enough) return;
    try {
      await safe.ask(contact, kind, message, reason.trim());
      setAsking(false);
      setReason("");
      setProblem(null);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };

  const ended = !standing || standing.state === "refused" || standing.state === "expired";
  return (
    <>
      {standing && <Standing standing={standing} />}
      {ended && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t.open}
        </Button>
      )}
      {ended && asking && (
        <form className={styles.form} onSubmit={event => void ask(event)}>
          <Field label={t.why} hint={t.hint} {...(problem ? { validationState: "error", validationMessage: problem } : {})}>
            <Textarea autoFocus value={reason} maxLength={500} onChange={(_, data) => setReason(data.value)} />
          </Field>
          <div className={styles.actions}>
            <Button type="submit" size="small" appearance="primary" disabledFocusable={!enough}>
              {t.submit}
            </Button>
            <Button size="small" onClick={() => setAsking(false)}>
              {t.cancel}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function wordsFor(kind: OutboundKind) {
  return kind === "call" ? { ...texts.safe.ask, ...texts.safe.askCall } : texts.safe.ask;
}

function Standing({ standing }: { standing: SafeOverrideStanding }) {
  const world = useWorld();
  const t = wordsFor(standing.kind);
  const name = (standing.decidedBy && nameOf(world, standing.decidedBy)) ?? t.supervisor;
  const words = { open: t.asked(timeOfDay(standing.until)), approved: t.approved, used: t.used, refused: t.refused(name), expired: t.expired }[standing.state];
  return <p role="status">{words}</p>;
}
