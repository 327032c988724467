import { CheckmarkRegular } from "@fluentui/react-icons";
import { texts } from "../texts";
import { useTick } from "../time/ticker";
import { roughly } from "../time/words";
import type { DraftState } from "./OutcomeDraft";
import styles from "./SaveState.module.css";

export function SaveState({ state, isOver }: { state: DraftState; isOver: boolean }) {
  useTick();
  const t = texts.outcome;
  const age = state.savedAt === null ? null : Date.now() - state.savedAt;
  const words = state.saving ? t.saving : age === null ? null : age < 3000 ? t.savedNow : t.saved(roughly(age));
  return (
    <span className={`num ${styles.state}`}>
      {words && (
        <span className={styles.saved}>
          {!state.saving && <CheckmarkRegular aria-hidden="true" />}
          {words}
        </span>
      )}
      {!isOver && !state.logged && <span>{t.logHintOpen}</span>}
    </span>
  );
}
