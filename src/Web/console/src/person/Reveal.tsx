import { Button, Field, Input, Link } from "@fluentui/react-components";
import { EyeRegular } from "@fluentui/react-icons";
import { useState, type FormEvent } from "react";
import type { Channel } from "../api/contract";
import { wordsOf } from "../api/problem";
import { traitsOf } from "../channels";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./Reveal.module.css";

/** Shows the address in clear after asking why, once. It stays while this contact is open and is kept nowhere. */
export function Reveal({ contact, channel }: { contact: string; channel: Channel }) {
  const { api } = useServices();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const enough = reason.trim().length >= 3;
  const t = texts.person;

  const show = async (event: FormEvent) => {
    event.preventDefault();
    if (!enough) return;
    try {
      setAddress(await api.reveal(contact, reason.trim()));
      setProblem(null);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };

  if (address !== null) {
    return (
      <p className={styles.shown} role="status">
        <b className="num">{address}</b>
        <span className={styles.hint}>{t.shownAndRecorded}</span>
      </p>
    );
  }
  if (!asking) {
    return (
      <Link as="button" className={styles.link} onClick={() => setAsking(true)}>
        <EyeRegular aria-hidden="true" /> {traitsOf(channel).numbered ? t.reveal : t.revealAddress}
      </Link>
    );
  }
  return (
    <form className={styles.form} onSubmit={event => void show(event)}>
      <Field label={t.why} hint={t.whyHint} {...(problem ? { validationState: "error", validationMessage: problem } : {})}>
        <Input autoFocus value={reason} maxLength={200} onChange={(_, data) => setReason(data.value)} />
      </Field>
      <div className={styles.actions}>
        <Button type="submit" size="small" appearance="primary" disabledFocusable={!enough}>
          {t.show}
        </Button>
        <Button size="small" onClick={() => setAsking(false)}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
