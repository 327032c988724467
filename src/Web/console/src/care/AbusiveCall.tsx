import { Button } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { AssignmentFacts, StaffIncidentWay } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";
import styles from "./Care.module.css";

interface Props {
  assignment: AssignmentFacts;
  onClose: () => void;
}

/** One thing to say, and two ways out. */
export function AbusiveCall({ assignment, onClose }: Props) {
  const { care } = useServices();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const card = useRef<HTMLElement>(null);
  const t = texts.care.abusive;
  useEffect(() => card.current?.focus(), []);
  const leave = async (way: StaffIncidentWay) => {
    if (leaving) return;
    setLeaving(true);
    setProblem(null);
    try {
      await care.leave(assignment.id, assignment.contact, way);
    } catch (error) {
      setProblem(wordsOf(error));
      setLeaving(false);
    }
  };
  return (
    <section ref={card} className={styles.card} aria-label={t.region} tabIndex={-1}>
      <p>{t.intro}</p>
      <p className={styles.say}>“{t.script}”</p>
      <dl className={styles.ways}>
        <dt>
          <Button disabledFocusable={leaving} onClick={() => void leave("handedOver")}>
            {t.handOver}
          </Button>
        </dt>
        <dd>{t.handOverHint}</dd>
        <dt>
          <Button disabledFocusable={leaving} onClick={() => void leave("ended")}>
            {t.end}
          </Button>
        </dt>
        <dd>{t.endHint}</dd>
      </dl>
      <div className={styles.foot}>
        <span className="quiet">{leaving ? t.leaving : t.kept}</span>
        <Button appearance="subtle" onClick={onClose}>
          {t.close}
        </Button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
