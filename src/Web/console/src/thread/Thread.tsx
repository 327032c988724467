import { Fragment, useEffect, useLayoutEffect, useRef } from "react";
import type { ContactView } from "../api/contract";
import { kindOf } from "../safe/SafeNotice";
import { texts } from "../texts";
import { dayOf } from "../time/words";
import { Bubble } from "./Bubble";
import type { Pending } from "./Outgoing";
import { PendingBubble } from "./PendingBubble";
import styles from "./Thread.module.css";

interface Props {
  view: ContactView;
  pending: readonly Pending[];
}

/** What was said, oldest first. It stays at the end while the reader is at the end, and never moves under one who scrolled back. */
export function Thread({ view, pending }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const count = view.messages.length + pending.length;

  useLayoutEffect(() => {
    const box = scroll.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [count]);
  useEffect(() => {
    const box = scroll.current;
    if (!box) return;
    const note = () => (atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40);
    box.addEventListener("scroll", note, { passive: true });
    return () => box.removeEventListener("scroll", note);
  }, []);

  return (
    <div ref={scroll} className={styles.scroll} role="log" aria-label={texts.thread.log} tabIndex={0}>
      {count === 0 && <p className="quiet">{texts.thread.empty}</p>}
      {view.messages.map((message, i) => {
        const day = dayOf(message.at);
        const before = view.messages[i - 1];
        return (
          <Fragment key={message.id}>
            {(!before || dayOf(before.at) !== day) && <p className={styles.day}>{day}</p>}
            <Bubble message={message} contact={view.id} kind={kindOf(view.channel)} />
          </Fragment>
        );
      })}
      {pending.map(message => (
        <PendingBubble key={message.id} message={message} />
      ))}
    </div>
  );
}
