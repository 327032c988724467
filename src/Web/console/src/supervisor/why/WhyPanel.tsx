import type { ContactFacts } from "../../api/contract";
import { ownsContact } from "../../live/lives";
import type { World } from "../../live/world";
import { useServices, useWorld } from "../../services";
import { texts } from "../../texts";
import { useTick } from "../../time/ticker";
import { useWhy } from "./useWhy";
import styles from "./WhyPanel.module.css";
import { named, whyLead, whySentences } from "./whyWords";

interface Props {
  id: string;
  contact: ContactFacts;
  /** The list shows it no more. */
  gone: boolean;
}

/** Why one contact waits, in sentences, as it stands now. */
export function WhyPanel({ id, contact, gone }: Props) {
  const { clock } = useServices();
  const world = useWorld();
  const { why, gone: saidGone, problem } = useWhy(contact.id);
  useTick();
  const t = texts.why;
  const over = gone || saidGone;
  return (
    <section id={id} className={styles.panel} aria-label={t.heading}>
      <div role="status">
        {over ? <p className={styles.lead}>{whatBecame(world, contact.id)}</p> : problem ? <p>{problem}</p> : !why && <p>{t.asking}</p>}
      </div>
      {why && !over && (
        <>
          <div className={styles.said}>
            <p className={styles.lead}>{whyLead(why, world, clock.now())}</p>
            {whySentences(why, world, clock.now()).map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <div className={styles.agents}>
            <h3>{t.nearest}</h3>
            {why.nearest.length === 0 ? (
              <p>{t.noNearest}</p>
            ) : (
              <ul>
                {why.nearest.map(({ agent, why: reason }) => (
                  <li key={agent}>
                    <b>{named(world, agent)}</b> {t.keeps[reason]}
                  </li>
                ))}
              </ul>
            )}
            <h3>{t.cannot}</h3>
            {why.skipped.length === 0 ? (
              <p>{t.nobodySkipped}</p>
            ) : (
              <ul>
                {why.skipped.map(({ reason, agents }) => (
                  <li key={reason}>{t.skipped[reason](agents)}</li>
                ))}
              </ul>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** What the page itself knows of where it went. */
function whatBecame(world: World, contact: string): string {
  const t = texts.why;
  const owner = [...world.assignments.values()].find(a => a.contact === contact && ownsContact(a.state));
  if (owner) return t.answeredBy(named(world, owner.agent));
  return world.contacts.has(contact) ? t.gone : t.over;
}
