import { Button, Checkbox, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Radio, RadioGroup, Spinner } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { TransferRequest, TransferTargets } from "../api/contract";
import { wordsOf } from "../api/problem";
import { skillWords } from "../offer/needs";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import styles from "./Dialogs.module.css";
import { useCallSteps } from "./useCallSteps";

interface Props {
  contact: string;
  /** An agent on a call may; a supervisor who moves one may not. */
  mayTalkFirst?: boolean;
  onClose: () => void;
  onDone?: () => void;
}

/** Hands a contact to a colleague, a line or a skill. Says what the person hears before anything happens. */
export function TransferDialog({ open, ...props }: Props & { open: boolean }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface className={styles.surface}>
        <TransferForm {...props} />
      </DialogSurface>
    </Dialog>
  );
}

function TransferForm({ contact, mayTalkFirst = false, onClose, onDone }: Props) {
  const { api } = useServices();
  const steps = useCallSteps();
  const [targets, setTargets] = useState<TransferTargets | null>(null);
  const [chosen, setChosen] = useState("");
  const [warm, setWarm] = useState(mayTalkFirst);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const t = texts.call.pass;

  useEffect(() => {
    let current = true;
    api.transferTargets(contact).then(
      found => {
        if (!current) return;
        setTargets(found);
        const [first] = found.agents;
        if (first?.free) setChosen(`agent ${first.id}`);
      },
      (error: unknown) => current && setProblem(wordsOf(error)),
    );
    return () => {
      current = false;
    };
  }, [api, contact]);

  const submit = async () => {
    setBusy(true);
    try {
      await steps.transfer(contact, requestOf(chosen, warm));
      onDone?.();
      onClose();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };

  return (
    <DialogBody>
      <DialogTitle>{mayTalkFirst ? t.heading : t.move}</DialogTitle>
      <DialogContent className={styles.content}>
        {targets ? <Targets targets={targets} chosen={chosen} onChoose={setChosen} /> : !problem && <Spinner size="tiny" label={t.loading} />}
        {mayTalkFirst && <Checkbox label={t.warm} checked={warm} onChange={(_, data) => setWarm(data.checked === true)} />}
        <p className="quiet">{!mayTalkFirst ? t.moveHint : warm ? t.warmHint : t.coldHint}</p>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button appearance="primary" disabledFocusable={busy || chosen === ""} onClick={() => chosen !== "" && void submit()}>
          {mayTalkFirst ? t.yes : t.yesMove}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function Targets({ targets, chosen, onChoose }: { targets: TransferTargets; chosen: string; onChoose: (target: string) => void }) {
  const { lines } = useWorld();
  const t = texts.call.pass;
  return (
    <RadioGroup className={styles.targets} aria-label={t.to} value={chosen} onChange={(_, data) => onChoose(data.value)}>
      <span className={styles.heading}>{t.agents}</span>
      {targets.agents.length === 0 && <span className="quiet">{t.noAgents}</span>}
      {targets.agents.map(agent => (
        <Radio
          key={agent.id}
          value={`agent ${agent.id}`}
          label={
            <>
              <b>{agent.name}</b> <span className="quiet">{agent.free ? texts.doing.free.toLowerCase() : t.busy}</span>
            </>
          }
        />
      ))}
      <span className={styles.heading}>{t.lines}</span>
      {targets.lines.map(line => (
        <Radio key={line.id} value={`line ${line.id}`} label={line.name} />
      ))}
      {targets.skills.length > 0 && <span className={styles.heading}>{t.skills}</span>}
      {targets.skills.map(skill => (
        <Radio key={skill} value={`skill ${skill}`} label={skillWords(skill, lines)} />
      ))}
    </RadioGroup>
  );
}

function requestOf(chosen: string, warm: boolean): TransferRequest {
  const [kind, id] = [chosen.slice(0, chosen.indexOf(" ")), chosen.slice(chosen.indexOf(" ") + 1)];
  return { agent: kind === "agent" ? id : null, line: kind === "line" ? id : null, skills: kind === "skill" ? [id] : null, warm };
}
