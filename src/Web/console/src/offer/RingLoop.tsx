import { useEffect } from "react";
import type { AssignmentFacts } from "../api/contract";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { showNotification } from "./notification";

/** Makes an offer heard, seen in the tab, on the desktop, and spoken: by sound and by sight, because Deaf people work here. */
export function RingLoop({ offer }: { offer: AssignmentFacts | null }) {
  const { sound } = useServices();
  const world = useWorld();
  const contact = offer && world.contacts.get(offer.contact);
  const id = offer?.id;
  const channel = offer && texts.channels[offer.channel];

  useEffect(() => {
    if (!id || !channel) return;
    sound.ring();
    const close = showNotification(texts.offer.notification(channel), texts.offer.notificationBody, id);
    const title = texts.shell.ringingTitle(channel);
    let lit = false;
    const flash = () => {
      lit = !lit;
      document.title = lit ? title : texts.product;
    };
    flash();
    const timer = setInterval(flash, 1000);
    return () => {
      sound.stopRinging();
      clearInterval(timer);
      close();
    };
  }, [id, channel, sound]);

  return (
    <div className="hidden" aria-live="assertive" aria-atomic="true">
      {offer && channel && texts.offer.announce(channel, (contact && world.lines.get(contact.line)?.name) ?? texts.product, contact ? texts.priorities[contact.priority] : "")}
    </div>
  );
}
