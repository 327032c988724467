import { Button } from "@fluentui/react-components";
import type { MessageView, OutboundKind } from "../api/contract";
import { nameOf } from "../live/selectors";
import { AskAnyway } from "../safe/AskAnyway";
import { useServices, useWorld } from "../services";
import { composerId, focusOn } from "../shell/focus";
import { texts } from "../texts";
import { exactly, timeOfDay } from "../time/words";
import styles from "./Bubble.module.css";
import { deliveryLook } from "./deliveryLook";

/** Who wrote what no agent wrote: the first text to somebody who asked for one. */
const helpline = "0".repeat(32);

/** One message. A failure is something to act on, so it brings what to do. */
export function Bubble({ message, contact, kind }: { message: MessageView; contact: string; kind: OutboundKind }) {
  const world = useWorld();
  const t = texts.thread;
  const who = message.inbound ? t.them : message.author === world.me.id ? t.you : message.author === helpline ? texts.product : ((message.author && nameOf(world, message.author)) ?? t.colleague);
  const look = message.delivery ? deliveryLook(message.delivery) : null;
  return (
    <article className={styles.message} data-inbound={message.inbound || undefined}>
      <div className={styles.bubble} data-failed={look?.failed || undefined}>
        <span className="hidden">{who}: </span>
        {message.text}
      </div>
      <div className={styles.foot}>
        {who !== t.you && !message.inbound && <span>{who}</span>}
        <time className="num" dateTime={message.at} title={exactly(message.at)}>
          {timeOfDay(message.at)}
        </time>
        {look && message.delivery && (
          <span className={styles.delivery} data-tone={look.tone}>
            <look.icon aria-hidden="true" /> {t.delivery[message.delivery]}
          </span>
        )}
      </div>
      {look?.failed && <Failure message={message} contact={contact} kind={kind} />}
    </article>
  );
}

function Failure({ message, contact, kind }: { message: MessageView; contact: string; kind: OutboundKind }) {
  const { drafts } = useServices();
  const writeAgain = () => {
    drafts.restore(contact, message.text);
    focusOn(composerId);
  };
  return (
    <div className={styles.problem} role="status">
      {message.problem && <p>{message.problem}</p>}
      {message.refusedAsUnsafe ? (
        <AskAnyway contact={contact} kind={kind} message={message.id} />
      ) : (
        <Button size="small" onClick={writeAgain}>
          {texts.thread.writeAgain}
        </Button>
      )}
    </div>
  );
}
