import { Button } from "@fluentui/react-components";
import { PersonSwapRegular } from "@fluentui/react-icons";
import type { CallView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./HandoverPanel.module.css";
import { useCallSteps } from "./useCallSteps";

/** A call on its way to another agent, as either of the two sees it. */
export function HandoverPanel({ view }: { view: CallView }) {
  const world = useWorld();
  const steps = useCallSteps();
  const { handover } = view;
  const t = texts.call.handover;
  if (!handover) return null;
  const name = (agent: string) => nameOf(world, agent) ?? texts.thread.colleague;
  const mine = handover.from === world.me.id;
  const words = !mine ? t.toMe(name(handover.from))
    : handover.kind === "takeOver" ? t.takeOver(handover.to ? name(handover.to) : null)
    : handover.to ? t.here(name(handover.to)) : t.waiting;
  return (
    <section className={styles.panel} aria-label={t.region}>
      <p className={styles.words} role="status">
        <PersonSwapRegular className={styles.icon} aria-hidden="true" /> {words}
      </p>
      {mine && handover.kind === "warm" && (
        <div className={styles.buttons}>
          <Button appearance="primary" disabledFocusable={!handover.to} onClick={() => void steps.handOver(view.contact)}>
            {t.handOver}
          </Button>
          {!handover.to && (
            <Button title={t.toQueueHint} onClick={() => void steps.backToQueue(view.contact)}>
              {t.toQueue}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
