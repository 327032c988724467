import { Button } from "@fluentui/react-components";
import { ShieldErrorFilled } from "@fluentui/react-icons";
import type { OpenDanger } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Elapsed } from "../time/Elapsed";
import styles from "./DangerBar.module.css";
import { heldBy, useJoin } from "./useJoin";
import { useOpenDangers } from "./useOpenDangers";

/** Above everything on every page of a supervisor, until each is closed. Nothing is shown while nothing is open. */
export function DangerBar() {
  const { open, isOld } = useOpenDangers();
  const world = useWorld();
  const t = texts.danger.bar;
  if (open.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={t.region}>
      {/* Said once: the line itself counts seconds. */}
      <div className="hidden" role="alert">
        {open.map(danger => (
          <p key={danger.id}>
            {texts.danger.name}, {t.on(texts.channels[danger.channel], world.lines.get(danger.line)?.name ?? "")}
          </p>
        ))}
      </div>
      {open.map(danger => (
        <Row key={danger.id} danger={danger} />
      ))}
      {isOld && <p className={styles.old}>{t.stale}</p>}
    </section>
  );
}

function Row({ danger }: { danger: OpenDanger }) {
  const world = useWorld();
  const { dangers } = useServices();
  const opened = useStore(dangers.opened);
  const join = useJoin();
  const holder = heldBy(world, danger);
  const name = (agent: string) => nameOf(world, agent) ?? texts.thread.colleague;
  const canListen = holder?.channel === "phone" && holder.state === "active" && holder.agent !== world.me.id;
  const t = texts.danger.bar;
  // How a contact stands comes live; the list was read a moment ago.
  const state = world.contacts.get(danger.contact)?.state ?? "closed";
  const where = holder ? t.with(name(holder.agent)) : danger.returned || state === "waiting" ? t.waits : state === "closed" ? t.over : null;
  return (
    <div className={styles.row}>
      <ShieldErrorFilled className={styles.icon} aria-hidden="true" />
      <p className={styles.words}>
        <b>{texts.danger.name}</b>
        <span>{t.on(texts.channels[danger.channel], world.lines.get(danger.line)?.name ?? "")}</span>
        {where && (
          <span>
            {danger.returned && `${t.back}: `}
            {where}
          </span>
        )}
        <span>
          {t.ago} <Elapsed since={danger.raisedAt} exact /> {t.agoBy(name(danger.raisedBy))}
        </span>
        <b>{danger.called ? t.called : t.notCalled}</b>
        <span>{danger.joining ? texts.danger.joining(name(danger.joining)) : t.nobody}</span>
      </p>
      <Button className={styles.act} size="small" aria-pressed={opened === danger.contact} onClick={() => join(danger)}>
        {canListen ? t.join : t.open}
      </Button>
    </div>
  );
}
