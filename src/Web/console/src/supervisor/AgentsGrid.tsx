import { AlertRegular, CheckmarkCircleFilled, HeadsetRegular, PauseCircleRegular, PlugDisconnectedRegular, NoteEditRegular, type FluentIcon } from "@fluentui/react-icons";
import { useMemo } from "react";
import { traitsOf } from "../channels";
import { agentCards, type AgentCard, type Doing } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import styles from "./AgentsGrid.module.css";
import list from "./List.module.css";
import { TakeOff } from "./TakeOff";

const icons: Record<Doing, FluentIcon> = {
  free: CheckmarkCircleFilled,
  ringing: AlertRegular,
  busy: HeadsetRegular,
  wrappingUp: NoteEditRegular,
  away: PauseCircleRegular,
  lost: PlugDisconnectedRegular,
};

export function AgentsGrid() {
  const world = useWorld();
  const cards = useMemo(() => agentCards(world), [world]);
  const t = texts.supervisor;
  return (
    <section aria-label={t.agents}>
      <h2 className={list.heading}>
        {t.agents} <span className={`num ${list.count}`}>{cards.length}</span>
      </h2>
      {cards.length === 0 ? (
        <p className={list.empty}>{t.noAgents}</p>
      ) : (
        <ul className={styles.grid}>
          {cards.map(card => (
            <Card key={card.id} card={card} me={world.me.id} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ card, me }: { card: AgentCard; me: string }) {
  const Icon = icons[card.doing];
  const what = card.doing === "away" ? texts.statuses[card.facts.status] : texts.doing[card.doing];
  const note = noteOn(card);
  const held = card.assignments.filter(a => a.state !== "offered");
  return (
    <li className={styles.card} data-doing={card.doing}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <b className={styles.name}>
          {card.name} {card.id === me && <span className={styles.you}>{texts.supervisor.you}</span>}
        </b>
        <span className={styles.what}>
          {note ? `${what}, ${note}` : what}
          {held.map(({ id, channel }) => {
            const Channel = traitsOf(channel).icon;
            return <Channel key={id} className={styles.channel} aria-label={texts.channels[channel]} />;
          })}
        </span>
      </div>
      <span className={styles.time}>
        <Elapsed since={card.since} />
      </span>
      <span className={styles.action}>{card.id !== me && card.facts.status !== "offline" && <TakeOff agent={card.id} name={card.name} />}</span>
    </li>
  );
}

/** What was done to them, rather than said by them. */
function noteOn({ facts: { status, reason } }: AgentCard): string | null {
  if (status === "paused" && reason === "missedOffer") return texts.supervisor.missedOffer;
  return status === "offline" && reason === "forcedOff" ? texts.supervisor.takenOff : null;
}
