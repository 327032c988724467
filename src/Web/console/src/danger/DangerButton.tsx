import { Button } from "@fluentui/react-components";
import { ShieldErrorFilled, ShieldErrorRegular } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { useServices } from "../services";
import { useKeys } from "../shell/useKeys";
import { texts } from "../texts";
import styles from "./Danger.module.css";
import { openOf } from "./Dangers";
import { useDangers } from "./useDangers";
import { useFocusCare } from "./useFocusCare";

/** One press, no question asked: whoever presses it in vain has lost nothing. */
export function DangerButton({ assignment }: { assignment: AssignmentFacts }) {
  const { dangers } = useServices();
  const state = useDangers(assignment.contact);
  const own = openOf(state).some(danger => danger.contact === assignment.contact);
  const may = assignment.state !== "offered" && !own && !state?.raising;
  const raise = () => void dangers.raise(assignment.contact);
  useFocusCare(own);
  const t = texts.danger;
  useKeys({ "!": may ? raise : undefined });
  if (own)
    return (
      <span className={styles.raised}>
        <ShieldErrorFilled aria-hidden="true" /> {t.name}
      </span>
    );
  return (
    <Button className={styles.raise} size="small" icon={<ShieldErrorRegular />} aria-keyshortcuts="!" title={t.raiseHint} disabledFocusable={!may} onClick={raise}>
      <span className={styles.label}>
        {t.raise}
        <kbd aria-hidden="true">!</kbd>
      </span>
    </Button>
  );
}
