import { Button } from "@fluentui/react-components";
import { CallConnectingRegular, HeadphonesRegular, PauseCircleRegular, PersonVoiceRegular, WarningFilled } from "@fluentui/react-icons";
import type { CallPartyView, CallView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import { useTick } from "../time/ticker";
import styles from "./CallPeople.module.css";
import { useCallSteps } from "./useCallSteps";

/** For how long somebody who left or did not come is still spoken of. */
const recent = 120_000;

/** What is happening on the call besides the two talking: nothing, most of the time. */
export function CallPeople({ view, mayChange }: { view: CallView; mayChange: boolean }) {
  const { clock } = useServices();
  useTick();
  const now = clock.now();
  const steps = useCallSteps();
  const shown = view.parties.filter(p => (p.state !== "left" && p.state !== "failed") || (p.role !== "supervisor" && p.state === "failed" && now - Date.parse(p.since) < recent));
  const there = shown.filter(p => p.role !== "supervisor" && p.state === "joined");
  const t = texts.call;
  if (!view.hold && !view.leftAlone && shown.length === 0) return null;
  return (
    <div className={styles.people}>
      {view.hold && (
        <p className={styles.hold} role="status">
          <PauseCircleRegular className={styles.icon} aria-hidden="true" />
          <span>
            <b>
              {t.heldFor}
              <Elapsed since={view.hold.since} exact />
            </b>
            {t.held(t.onHold[view.hold.why])}
          </span>
        </p>
      )}
      {view.leftAlone && (
        <p className={styles.note} role="status">
          {t.leftAlone}
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label={t.people}>
          {shown.map(party => (
            <Party key={party.id} party={party} mayChange={mayChange} onRemove={() => void steps.remove(view.contact, party.id)} />
          ))}
        </ul>
      )}
      {mayChange && there.length > 0 && !view.leftAlone && (
        <Button className={styles.alone} size="small" onClick={() => void steps.leaveAlone(view.contact)}>
          {t.leaveAlone}
        </Button>
      )}
    </div>
  );
}

function Party({ party, mayChange, onRemove }: { party: CallPartyView; mayChange: boolean; onRemove: () => void }) {
  const world = useWorld();
  const t = texts.call;
  if (party.role === "supervisor") {
    const name = nameOf(world, party.agent) ?? t.roles.supervisor;
    return party.state === "joined" ? (
      <li className={styles.party} role="status">
        <HeadphonesRegular className={styles.icon} aria-hidden="true" /> {t.listening[party.mode ?? "listen"](name)}
      </li>
    ) : null;
  }
  const name = t.party(t.roles[party.role], party.name, party.language);
  const failed = party.state === "failed";
  const Icon = failed ? WarningFilled : party.state === "joined" ? PersonVoiceRegular : CallConnectingRegular;
  return (
    <li className={styles.party} data-failed={failed || undefined}>
      <Icon className={styles.icon} aria-hidden="true" />
      <span className={styles.who}>
        <b>{name}</b> <span className="num quiet">{party.maskedNumber}</span>{" "}
        <span role="status">{failed ? (party.problem ?? t.failed) : t.states[party.state]}</span>
      </span>
      {party.state === "joined" && <Elapsed since={party.since} exact />}
      {mayChange && !failed && (
        <Button size="small" appearance="subtle" aria-label={t.remove(name)} onClick={onRemove}>
          {t.removeShort}
        </Button>
      )}
    </li>
  );
}
