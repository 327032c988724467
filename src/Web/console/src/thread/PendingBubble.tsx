import { Button } from "@fluentui/react-components";
import { ClockRegular, WarningRegular } from "@fluentui/react-icons";
import { useServices } from "../services";
import { composerId, focusOn } from "../shell/focus";
import { texts } from "../texts";
import { timeOfDay } from "../time/words";
import styles from "./Bubble.module.css";
import type { Pending } from "./Outgoing";

/** A message on its way from this browser. It waits in sight, and says so. */
export function PendingBubble({ message }: { message: Pending }) {
  const { outgoing, drafts } = useServices();
  const t = texts.thread;
  const stuck = message.state === "held" || message.state === "refused";
  const edit = () => {
    outgoing.discard(message.id);
    drafts.restore(message.contact, message.text);
    focusOn(composerId);
  };
  return (
    <article className={styles.message}>
      <div className={styles.bubble} data-pending={message.state !== "taken" || undefined}>
        <span className="hidden">{t.you}: </span>
        {message.text}
      </div>
      <div className={styles.foot}>
        <time className="num">{timeOfDay(message.at)}</time>
        {!stuck && (
          <span className={styles.delivery} data-tone={message.state === "waiting" ? "attention" : "quiet"}>
            <ClockRegular aria-hidden="true" /> {message.state === "waiting" ? t.waitingToSend : message.state === "taken" ? t.taken : t.sendingNow}
          </span>
        )}
        {message.state === "refused" && (
          <span className={styles.delivery} data-tone="attention">
            <WarningRegular aria-hidden="true" /> {t.refused}
          </span>
        )}
      </div>
      {stuck && (
        <div className={styles.problem} role="status">
          <p>{message.state === "held" ? t.held : message.problem}</p>
          <div className={styles.actions}>
            {message.state === "held" && (
              <Button size="small" onClick={() => outgoing.sendNow(message.id)}>
                {t.sendNow}
              </Button>
            )}
            <Button size="small" onClick={edit}>
              {t.editAgain}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => outgoing.discard(message.id)}>
              {t.discard}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}
