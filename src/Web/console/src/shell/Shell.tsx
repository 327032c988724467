import { useEffect, useMemo, useState } from "react";
import { DangerBar } from "../danger/DangerBar";
import { Centre } from "../desk/Centre";
import { Desk } from "../desk/Desk";
import { useDesk } from "../desk/useDesk";
import { useSelected } from "../desk/useSelected";
import { useSteps } from "../desk/useSteps";
import { HeadsetDialog } from "../headset/HeadsetDialog";
import { MicrophoneHint } from "../headset/MicrophoneHint";
import { myWork } from "../live/selectors";
import { useStore } from "../live/store";
import { RingLoop } from "../offer/RingLoop";
import { Aside } from "../person/Aside";
import { useServices, useWorld } from "../services";
import { Everyone } from "../supervisor/Everyone";
import { LineWords } from "../words/LineWords";
import { RightNow } from "../supervisor/RightNow";
import { texts } from "../texts";
import { focusComposer, focusOutcome } from "./focus";
import { KeyList } from "./KeyList";
import { LinkLine } from "./LinkLine";
import { Rail } from "./Rail";
import { go, usePage } from "./route";
import styles from "./Shell.module.css";
import { SoundHint } from "./SoundHint";
import { useKeys } from "./useKeys";

/** The console around its pages: what is true on every page, and the keys. */
export function Shell() {
  useDesk();
  const { call } = useServices();
  const world = useWorld();
  const page = usePage();
  const steps = useSteps();
  const selected = useSelected();
  const [keysOpen, setKeysOpen] = useState(false);
  const work = useMemo(() => myWork(world), [world]);
  const line = useStore(call.line);
  const answers = world.me.roles.includes("agent");
  const oversees = world.me.roles.includes("supervisor");
  const words = oversees && page === "words";
  const everyone = oversees && !words && (page === "everyone" || !answers);
  const offer = work.offers[0];
  const onCall = line?.state === "open" || line?.state === "shaky";

  useKeys({
    a: offer && (() => void steps.answer(offer).then(() => go("desk"))),
    d: offer && (() => void steps.decline(offer, "notNow")),
    m: onCall ? () => call.toggleMute() : undefined,
    o: focusOutcome,
    "/": focusComposer,
    "?": () => setKeysOpen(true),
  });

  useEffect(() => {
    if (!offer) document.title = texts.shell.title(words ? texts.words.heading : everyone ? texts.shell.supervisor : texts.shell.desk);
  }, [offer, everyone, words]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#centre">
        {texts.shell.skip}
      </a>
      <Rail page={words ? "words" : everyone ? "everyone" : "desk"} answers={answers} oversees={oversees} onKeys={() => setKeysOpen(true)} />
      <div className={styles.head}>
        {oversees && <DangerBar />}
        <header className={styles.top}>
          <RightNow oversees={oversees} />
          <div className={styles.signs}>
            {answers && <MicrophoneHint />}
            <SoundHint />
            <LinkLine />
          </div>
        </header>
      </div>
      {answers && <Desk everyone={everyone || words} work={work} selected={selected?.id ?? null} />}
      {words ? (
        <LineWords wide={!answers} />
      ) : everyone ? (
        <Everyone wide={!answers} />
      ) : (
        <>
          <Centre selected={selected} />
          <Aside selected={selected} />
        </>
      )}
      {answers && <RingLoop offer={offer ?? null} />}
      <HeadsetDialog />
      <KeyList open={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}
