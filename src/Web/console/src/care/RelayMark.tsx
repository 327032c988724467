import { Button, Field, Input, Link } from "@fluentui/react-components";
import { ChatBubblesQuestionRegular } from "@fluentui/react-icons";
import { useState, type FormEvent } from "react";
import type { AccessMark, ContactView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./Care.module.css";

/** Who relays between the person and us: shown to everybody who reads the contact, said by whoever has it. */
export function RelayMark({ view }: { view: ContactView }) {
  const { api, files } = useServices();
  const [asking, setAsking] = useState<"who" | "interpreter" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { access } = view;
  const t = texts.care.relay;
  const mark = async (what: AccessMark | null) => {
    try {
      await api.markAccess(view.id, what);
      files.reload(view.id);
      setAsking(null);
      setProblem(null);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  if (asking === "interpreter") return <Interpreter access={access} problem={problem} onSave={what => void mark(what)} onClose={() => setAsking(null)} />;
  return (
    <div className={styles.relay}>
      {access && (
        <p>
          <b>{t.is[access.service]}</b> {access.by === null ? <span className="quiet">{t.byNumber}</span> : t.interpreterIs(access.provider, access.interpreter)}{" "}
          {access.service === "bslRelay" && <span className="quiet">{t.servicesNumber}</span>}
        </p>
      )}
      {asking === null ? (
        <Link as="button" className={styles.link} onClick={() => setAsking("who")}>
          {!access && <ChatBubblesQuestionRegular aria-hidden="true" />} {access ? t.change : t.mark}
        </Link>
      ) : (
        <div className={styles.choices} role="group" aria-label={t.heading}>
          <Button size="small" autoFocus onClick={() => void mark({ service: "relayUk", provider: null, interpreter: null })}>
            {t.relayUk}
          </Button>
          <Button size="small" onClick={() => setAsking("interpreter")}>
            {t.bslRelay}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => (access ? void mark(null) : setAsking(null))}>
            {access ? t.nobody : t.cancel}
          </Button>
        </div>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface InterpreterProps {
  access: ContactView["access"];
  problem: string | null;
  onSave: (mark: AccessMark) => void;
  onClose: () => void;
}

function Interpreter({ access, problem, onSave, onClose }: InterpreterProps) {
  const [provider, setProvider] = useState(access?.provider ?? "");
  const [interpreter, setInterpreter] = useState(access?.interpreter ?? "");
  const t = texts.care.relay;
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave({ service: "bslRelay", provider: provider.trim() || null, interpreter: interpreter.trim() || null });
  };
  return (
    <form className={styles.form} aria-label={t.bslRelay} onSubmit={save}>
      <Field size="small" label={t.provider}>
        <Input size="small" autoFocus placeholder={t.providerHint} maxLength={60} value={provider} onChange={(_, data) => setProvider(data.value)} />
      </Field>
      <Field size="small" label={t.interpreter} {...(problem ? { validationMessage: problem } : {})}>
        <Input size="small" maxLength={60} value={interpreter} onChange={(_, data) => setInterpreter(data.value)} />
      </Field>
      <div className={styles.choices}>
        <Button type="submit" size="small" appearance="primary">
          {t.save}
        </Button>
        <Button size="small" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
