import { PersonVoiceRegular, ShieldErrorFilled, WarningFilled } from "@fluentui/react-icons";
import type { AssignmentFacts, DangerView } from "../api/contract";
import { useCall } from "../call/useCall";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { useTick } from "../time/ticker";
import styles from "./Danger.module.css";
import { openOf } from "./Dangers";
import { useDangers } from "./useDangers";

/** After so long without a supervisor the agent is told what they can do themselves. */
const patience = 60_000;

/** What matters to whoever is with a person in danger, in one calm line. */
export function DangerBanner({ assignment }: { assignment: AssignmentFacts }) {
  const state = useDangers(assignment.contact);
  const danger = openOf(state).at(-1);
  const t = texts.danger;
  if (state?.raising)
    return (
      <div className={styles.banner} role="alert">
        <ShieldErrorFilled className={styles.icon} aria-hidden="true" />
        <p>{state.problem ? t.notRaised(state.problem) : t.raising}</p>
      </div>
    );
  if (!danger)
    return state?.problem ? (
      <div className={styles.banner} role="alert">
        <WarningFilled className={styles.icon} aria-hidden="true" />
        <p>{state.problem}</p>
      </div>
    ) : null;
  return (
    <div className={styles.banner} role="status">
      <PersonVoiceRegular className={styles.icon} aria-hidden="true" />
      <p>
        <b>{t.stay}</b> <Help assignment={assignment} danger={danger} />
      </p>
    </div>
  );
}

function Help({ assignment, danger }: { assignment: AssignmentFacts; danger: DangerView }) {
  const { clock } = useServices();
  const world = useWorld();
  const call = useCall(assignment);
  useTick();
  const t = texts.danger;
  const name = (agent: string) => nameOf(world, agent) ?? texts.thread.colleague;
  const there = call?.parties.find(party => party.role === "supervisor" && party.state === "joined");
  if (there) return t.onLine(name(there.agent));
  const joining = danger.notes.findLast(note => note.step === "joining");
  if (joining) return t.joining(name(joining.by));
  return clock.now() - Date.parse(danger.raisedAt) > patience ? t.nobodyYet : t.seen;
}
