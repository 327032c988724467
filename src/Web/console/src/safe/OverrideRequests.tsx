import { Button } from "@fluentui/react-components";
import { ShieldErrorRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { OpenSafeOverride } from "../api/contract";
import { wordsOf } from "../api/problem";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { Confirm } from "../supervisor/Confirm";
import { texts } from "../texts";
import { timeOfDay } from "../time/words";
import styles from "./OverrideRequests.module.css";
import { useOverrides } from "./useOverrides";

/** What agents ask to send against safe-contact rules. Nothing is shown while nothing waits. */
export function OverrideRequests() {
  const [requests, refresh] = useOverrides();
  const t = texts.safe.requests;
  if (requests.length === 0) return null;
  return (
    <section aria-label={t.heading} className={styles.panel}>
      <h2 className={styles.heading}>
        <ShieldErrorRegular aria-hidden="true" /> {t.heading} <span className="num">{requests.length}</span>
      </h2>
      <p className={styles.intro}>{t.intro}</p>
      <ul className={styles.list}>
        {requests.map(request => (
          <Request key={request.id} request={request} onDone={refresh} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request, onDone }: { request: OpenSafeOverride; onDone: () => void }) {
  const { api, notices } = useServices();
  const world = useWorld();
  const [deciding, setDeciding] = useState<"approve" | "refuse" | null>(null);
  const own = request.askedBy === world.me.id;
  const t = texts.safe.requests;
  const decide = async (approve: boolean) => {
    try {
      await api.decideOverride(request.id, approve);
      notices.confirm(approve ? t.approved : t.refused);
    } catch (error) {
      notices.say(wordsOf(error));
    }
    onDone();
  };
  return (
    <li className={styles.request}>
      <div className={styles.top}>
        <b>{t.what[request.kind]}</b>
        <span className={styles.quiet}>{t.asks(nameOf(world, request.askedBy) ?? t.somebody, world.lines.get(request.line)?.name ?? "")}</span>
        <span className={`num ${styles.quiet}`}>{t.until(timeOfDay(request.until))}</span>
      </div>
      {request.text && <blockquote className={styles.text}>{request.text}</blockquote>}
      <dl className={styles.facts}>
        <dt>{t.rule}</dt>
        <dd>{request.sentence}</dd>
        <dt>{t.reason}</dt>
        <dd>{request.reason}</dd>
      </dl>
      {own ? (
        <p className={styles.quiet}>{t.own}</p>
      ) : (
        <div className={styles.actions}>
          <Button size="small" onClick={() => setDeciding("refuse")}>
            {t.refuse}
          </Button>
          <Button size="small" onClick={() => setDeciding("approve")}>
            {t.approve}
          </Button>
        </div>
      )}
      <Confirm
        open={deciding !== null}
        heading={deciding === "refuse" ? t.refuseHeading : t.approveHeading}
        yes={deciding === "refuse" ? t.refuse : t.approve}
        onYes={() => void decide(deciding === "approve")}
        onClose={() => setDeciding(null)}
      >
        <p>{deciding === "refuse" ? t.refuseWords : t.approveWords}</p>
        {request.text && <blockquote className={styles.text}>{request.text}</blockquote>}
      </Confirm>
    </li>
  );
}
