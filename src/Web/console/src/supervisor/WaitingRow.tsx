import { Button } from "@fluentui/react-components";
import { CallForwardRegular, ChevronDownRegular, ChevronUpRegular, WarningFilled } from "@fluentui/react-icons";
import { useId } from "react";
import type { ContactFacts } from "../api/contract";
import { traitsOf } from "../channels";
import { nameOf } from "../live/selectors";
import { needsOf } from "../offer/needs";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { useTick } from "../time/ticker";
import { ChangePriority } from "./ChangePriority";
import styles from "./List.module.css";
import { tooLong } from "./RightNow";
import { WhyPanel } from "./why/WhyPanel";

interface Props {
  contact: ContactFacts;
  place: number;
  /** It left while its reasons were open: the row stays until they are closed. */
  gone: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

export function WaitingRow({ contact, place, gone, isOpen, onToggle }: Props) {
  const world = useWorld();
  const panel = useId();
  const { channel } = contact.demand;
  const Icon = traitsOf(channel).icon;
  const t = texts.why;
  return (
    <>
      <tr role="row" data-gone={gone || undefined}>
        <td role="cell" className={`num ${styles.place}`}>
          {gone ? "–" : place}
        </td>
        <td role="cell" className={styles.how}>
          <span className={styles.channel}>
            <Icon aria-hidden="true" /> {texts.channels[channel]}
          </span>
        </td>
        <td role="cell" className={styles.where}>
          {world.lines.get(contact.line)?.name ?? contact.line}
        </td>
        <td role="cell" className={styles.what}>
          <Needs contact={contact} gone={gone} />
        </td>
        <td role="cell" className={`${styles.end} ${styles.howLong}`}>
          {!gone && <Wait since={contact.waitingSince} />}
        </td>
        <td role="cell" className={styles.acts}>
          <span className={styles.buttons}>
            <Button
              appearance="subtle"
              size="small"
              iconPosition="after"
              icon={isOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
              aria-label={gone ? t.close : t.label(place)}
              aria-expanded={isOpen}
              aria-controls={isOpen ? panel : undefined}
              onClick={onToggle}
            >
              {gone ? t.close : t.button}
            </Button>
            {!gone && <ChangePriority contact={contact} place={place} />}
          </span>
        </td>
      </tr>
      {isOpen && (
        <tr role="row" className={styles.opened}>
          <td role="cell" colSpan={6}>
            <WhyPanel id={panel} contact={contact} gone={gone} />
          </td>
        </tr>
      )}
    </>
  );
}

function Needs({ contact, gone }: { contact: ContactFacts; gone: boolean }) {
  const world = useWorld();
  const offer = [...world.assignments.values()].find(a => a.contact === contact.id && a.state === "offered");
  const priority = texts.priorities[contact.priority];
  const t = texts.supervisor;
  const name = (agent: string) => nameOf(world, agent) ?? texts.thread.colleague;
  const notes = gone ? [] : [offer ? t.offered(name(offer.agent)) : contact.reservedFor ? t.keptFor(name(contact.reservedFor)) : "", contact.stage > 0 ? t.widened : ""].filter(Boolean);
  return (
    <>
      {needsOf(contact.demand).join(", ")}{" "}
      {priority && (
        <span className={styles.priority} data-danger={contact.priority === "imminentDanger" || undefined}>
          <WarningFilled aria-hidden="true" /> {priority}
        </span>
      )}{" "}
      {contact.task && (
        <span className={styles.task}>
          <CallForwardRegular aria-hidden="true" /> {texts.waiting.kinds[contact.task]}
        </span>
      )}{" "}
      {notes.length > 0 && <span className={styles.note}>{notes.join(" · ")}</span>}
    </>
  );
}

function Wait({ since }: { since: string }) {
  const { clock } = useServices();
  useTick();
  const late = clock.now() - Date.parse(since) > tooLong;
  return (
    <span className={late ? styles.late : undefined}>
      {late && <WarningFilled aria-hidden="true" />}
      <Elapsed since={since} exact />
    </span>
  );
}
