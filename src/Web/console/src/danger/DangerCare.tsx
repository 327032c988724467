import { ShieldErrorFilled, ShieldTaskRegular } from "@fluentui/react-icons";
import type { DangerView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useWorld } from "../services";
import { texts } from "../texts";
import { exactly, timeOfDay } from "../time/words";
import { CalledStep } from "./CalledStep";
import { ChoiceStep } from "./ChoiceStep";
import styles from "./DangerCare.module.css";
import { DangerClose } from "./DangerClose";
import { DangerGuide } from "./DangerGuide";
import { TextStep } from "./TextStep";

interface Props {
  /** The contact in the writer's hands: the danger's own, or a later one from the same number. */
  contact: string;
  danger: DangerView;
}

/** What to find out and do, in order. Whoever helps writes, agent or supervisor; each entry is kept with who and when. */
export function DangerCare({ contact, danger }: Props) {
  const world = useWorld();
  const name = (agent: string) => nameOf(world, agent) ?? texts.thread.colleague;
  const t = texts.danger;
  const step = { contact, danger };
  if (danger.closedAt && danger.closedBy)
    return (
      <p className={styles.over} title={exactly(danger.closedAt)}>
        <ShieldTaskRegular aria-hidden="true" /> {t.name}: {t.over(name(danger.closedBy), timeOfDay(danger.closedAt))}
      </p>
    );
  return (
    <section className={styles.care} aria-label={t.region} data-danger={danger.id} tabIndex={-1}>
      <h2 className={styles.heading}>
        <ShieldErrorFilled aria-hidden="true" /> {t.name}
      </h2>
      {danger.contact !== contact && <p className={styles.earlier}>{t.alsoEarlier}</p>}
      <p className={styles.raised} title={exactly(danger.raisedAt)}>
        {t.raisedBy(name(danger.raisedBy), timeOfDay(danger.raisedAt))}
      </p>
      <TextStep {...step} step="who" />
      <TextStep {...step} step="where" />
      <TextStep {...step} step="what" />
      <ChoiceStep {...step} step="consent" choices={["consents", "refuses"]} without={["riskToLife", "childAtRisk", "cannotAnswer"]} />
      <CalledStep {...step} />
      <ChoiceStep {...step} step="told" choices={["told", "unsafeToTell"]} />
      <DangerGuide />
      {world.me.roles.includes("supervisor") && <DangerClose {...step} />}
    </section>
  );
}
