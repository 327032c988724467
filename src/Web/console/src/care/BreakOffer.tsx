import { Button } from "@fluentui/react-components";
import { DrinkCoffeeRegular } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { useSteps } from "../desk/useSteps";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import styles from "./Care.module.css";

/** After an attack: the next person waits for somebody else. */
export function BreakOffer({ assignment }: { assignment: AssignmentFacts }) {
  const { care } = useServices();
  const world = useWorld();
  const steps = useSteps();
  const left = useStore(care.left);
  const t = texts.care.abusive;
  if (!left.has(assignment.id)) return null;
  const away = world.agents.get(world.me.id)?.status === "break";
  return (
    <div className={styles.offer} role="status">
      <DrinkCoffeeRegular className={styles.icon} aria-hidden="true" />
      <p>{away ? t.onBreak : t.breakOffer}</p>
      {!away && (
        <Button appearance="primary" onClick={() => void steps.setStatus("break")}>
          {t.takeBreak}
        </Button>
      )}
    </div>
  );
}
