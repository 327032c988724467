import { Button, Field, Input, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useEffect, useState, type FormEvent } from "react";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { Mark } from "../shell/Mark";
import { texts } from "../texts";
import styles from "./SignInPage.module.css";

export function SignInPage() {
  const { session, sound } = useServices();
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const t = texts.signIn;

  useEffect(() => {
    document.title = texts.shell.title(t.heading);
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    sound.unlock();
    if (!userName.trim() || !password) {
      setProblem(t.missing);
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      await session.signIn(userName.trim(), password);
    } catch (error) {
      setProblem(wordsOf(error));
      setPassword("");
      setWorking(false);
    }
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={event => void submit(event)} noValidate>
        <div className={styles.brand}>
          <Mark /> {texts.product}
        </div>
        <div>
          <h1 className={styles.heading}>{t.heading}</h1>
          <p className="quiet">{t.intro}</p>
        </div>
        <div role="alert">
          {problem && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>{problem}</MessageBarBody>
            </MessageBar>
          )}
        </div>
        <Field label={t.userName}>
          <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" value={userName} onChange={(_, data) => setUserName(data.value)} />
        </Field>
        <Field label={t.password}>
          <Input type="password" autoComplete="current-password" size="large" value={password} onChange={(_, data) => setPassword(data.value)} />
        </Field>
        <Button appearance="primary" size="large" type="submit" disabledFocusable={working}>
          {working ? t.working : t.submit}
        </Button>
      </form>
      <p className={`quiet ${styles.danger}`}>{t.danger}</p>
    </main>
  );
}
