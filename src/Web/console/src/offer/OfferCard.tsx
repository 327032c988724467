import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ChevronDownRegular, WarningFilled } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts, DeclineReason } from "../api/contract";
import { traitsOf } from "../channels";
import { lineWords } from "../desk/lineWords";
import { useSteps } from "../desk/useSteps";
import { TaskLine } from "../phone/TaskLine";
import { useWorld } from "../services";
import { go } from "../shell/route";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { Countdown } from "./Countdown";
import { languageOf } from "./needs";
import styles from "./OfferCard.module.css";
import { whyMe } from "./whyMe";

const reasons: readonly DeclineReason[] = ["notNow", "someoneElse", "technicalProblem"];

export function OfferCard({ offer, more }: { offer: AssignmentFacts; more: number }) {
  const world = useWorld();
  const steps = useSteps();
  const [busy, setBusy] = useState(false);
  const contact = world.contacts.get(offer.contact);
  const line = contact && world.lines.get(contact.line);
  const priority = contact ? texts.priorities[contact.priority] : "";
  const Icon = traitsOf(offer.channel).icon;
  const t = texts.offer;

  const take = async (step: Promise<void>) => {
    setBusy(true);
    await step;
    setBusy(false);
  };

  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Icon className={styles.icon} aria-hidden="true" />
        <b className={styles.channel}>{texts.channels[offer.channel]}</b>
        {contact && (
          <span className={styles.wait}>
            <Elapsed since={contact.waitingSince} exact />
          </span>
        )}
      </div>
      <p className={styles.facts}>
        {[line && lineWords(line), contact && languageOf(contact.demand)].filter(Boolean).join(" · ")}
      </p>
      {contact?.task && <TaskLine contact={contact} className={styles.task} />}
      {priority && (
        <p className={styles.priority} data-danger={contact?.priority === "imminentDanger" || undefined}>
          <WarningFilled aria-hidden="true" /> {priority}
        </p>
      )}
      <p className={styles.why}>{whyMe(world.why.get(offer.id), contact, world.me.id)}</p>
      <div className={styles.actions}>
        <Button className={styles.answer} appearance="primary" aria-keyshortcuts="A" disabledFocusable={busy} onClick={() => void take(steps.answer(offer).then(() => go("desk")))}>
          {t.answer}
          <kbd aria-hidden="true">A</kbd>
        </Button>
        <Button className={styles.decline} aria-keyshortcuts="D" disabledFocusable={busy} onClick={() => void take(steps.decline(offer, "notNow"))}>
          {t.decline}
          <kbd aria-hidden="true">D</kbd>
        </Button>
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <Button className={styles.reasons} icon={<ChevronDownRegular />} aria-label={t.declineHow} disabledFocusable={busy} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {reasons.map(reason => (
                <MenuItem key={reason} onClick={() => void take(steps.decline(offer, reason))}>
                  {t.declineReasons[reason]}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <p className={styles.foot}>
        {offer.deadline && <Countdown deadline={offer.deadline} />}
        {more > 0 && <span>{t.more(more)}</span>}
      </p>
    </div>
  );
}
