import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Select } from "@fluentui/react-components";
import { CheckmarkCircleFilled, MicRegular, Speaker2Regular, WarningFilled } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { texts } from "../texts";
import type { Part } from "./Headset";
import styles from "./HeadsetDialog.module.css";
import { MicrophoneTest, type TestState } from "./MicrophoneTest";
import { playNotes } from "./playNotes";

/** Choosing and trying microphone and speaker, before a call or during one. */
export function HeadsetDialog() {
  const { headset } = useServices();
  const open = useStore(headset.open);
  return (
    <Dialog open={open} onOpenChange={(_, data) => headset.open.set(data.open)}>
      <DialogSurface className={styles.surface}>{open && <Parts />}</DialogSurface>
    </Dialog>
  );
}

function Parts() {
  const { headset } = useServices();
  const { named } = useStore(headset.devices);
  const ears = useStore(headset.ears);
  const [test] = useState(() => new MicrophoneTest(headset));
  const state = useStore(test.state);
  const t = texts.audio;

  useEffect(() => () => test.stop(), [test]);
  // Another microphone: the test goes on with that one.
  useEffect(() => {
    if (test.state.get().kind !== "off") void test.start();
  }, [test, ears.microphone]);

  return (
    <DialogBody>
      <DialogTitle>{t.heading}</DialogTitle>
      <DialogContent className={styles.content}>
        <p className="quiet">{t.intro}</p>
        <section className={styles.part}>
          <Picker part="microphone" label={t.microphone} />
          <div className={styles.try}>
            <Button icon={<MicRegular />} onClick={() => (state.kind === "off" || state.kind === "failed" ? void test.start() : test.stop())}>
              {state.kind === "off" || state.kind === "failed" ? t.test : t.stop}
            </Button>
            <div className={styles.meter} role="meter" aria-label={t.level} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(state.level * 100)}>
              {Array.from({ length: bars }, (_, i) => (
                <span key={i} data-on={state.level * bars > i + 0.5 || undefined} />
              ))}
            </div>
          </div>
          <Verdict state={state} />
          {!named && state.kind === "off" && <p className="quiet">{t.namesHint}</p>}
        </section>
        <section className={styles.part}>
          {headset.choosesSpeaker ? <Picker part="speaker" label={t.speaker} /> : <p className="quiet">{t.noSpeakerChoice}</p>}
          <div className={styles.try}>
            <Button icon={<Speaker2Regular />} onClick={() => void playNotes(ears.speaker).catch(() => undefined)}>
              {t.play}
            </Button>
            <span className="quiet">{t.playHint}</span>
          </div>
        </section>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={() => headset.open.set(false)}>
          {t.close}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

const bars = 20;

function Verdict({ state: { kind, problem } }: { state: TestState }) {
  const t = texts.audio;
  const isBad = kind === "nothing" || kind === "failed";
  return (
    <p className={styles.verdict} data-kind={kind} role="status">
      {isBad && <WarningFilled aria-hidden="true" />}
      {kind === "heard" && <CheckmarkCircleFilled aria-hidden="true" />}
      <span>{kind === "failed" ? problem : kind === "off" ? t.notHeardYet : t[kind]}</span>
    </p>
  );
}

function Picker({ part, label }: { part: Part; label: string }) {
  const { headset } = useServices();
  const devices = useStore(headset.devices)[part];
  const chosen = useStore(headset.choice)[part];
  const now = useStore(headset.ears)[part];
  const t = texts.audio;
  const isGone = chosen !== null && now === null;
  return (
    <Field label={label} {...(isGone ? { validationState: "warning" as const, validationMessage: t.goneHint(chosen.name) } : {})}>
      <Select value={isGone ? chosen.id : (now ?? "")} onChange={(_, data) => headset.choose(part, data.value || null)}>
        <option value="">{t.asComputer}</option>
        {isGone && (
          <option value={chosen.id} disabled>
            {t.gone(chosen.name)}
          </option>
        )}
        {devices.map(device => (
          <option key={device.id} value={device.id}>
            {device.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
