import { Button } from "@fluentui/react-components";
import { useWorld } from "../services";
import { texts } from "../texts";
import styles from "./EmptyCentre.module.css";
import { useSteps } from "./useSteps";

export function EmptyCentre() {
  const world = useWorld();
  const steps = useSteps();
  const status = world.agents.get(world.me.id)?.status ?? "offline";
  const t = texts.centre;
  return (
    <div className={styles.empty}>
      <h1 className={styles.heading}>{t.emptyHeading}</h1>
      <p className="quiet">{status === "available" ? t.emptyAvailable : t.emptyAway}</p>
      {status !== "available" && status !== "paused" && (
        <Button appearance="primary" onClick={() => void steps.setStatus("available")}>
          {texts.status.becomeAvailable}
        </Button>
      )}
    </div>
  );
}
