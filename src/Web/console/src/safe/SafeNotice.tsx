import { ShieldErrorRegular } from "@fluentui/react-icons";
import type { Channel, OutboundKind } from "../api/contract";
import { texts } from "../texts";
import { nowOf } from "./SafeContacts";
import styles from "./SafeNotice.module.css";
import { useSafeContact } from "./useSafeContact";

/** Above the message box, when the server would refuse a message now. Writing stays possible: a safe time may come first. */
export function SafeNotice({ contact, channel }: { contact: string; channel: Channel }) {
  const now = nowOf(useSafeContact(contact), kindOf(channel));
  if (!now || now.allowed) return null;
  return (
    <p className={styles.notice} role="status">
      <ShieldErrorRegular aria-hidden="true" className={styles.icon} />
      <span>
        <b>{texts.safe.now.willBeRefused}</b> {now.reason}
      </span>
    </p>
  );
}

/** What a message of this channel is to the person it reaches. */
export function kindOf(channel: Channel): OutboundKind {
  return channel === "email" ? "email" : channel === "bslVideo" ? "videoLink" : channel === "phone" ? "call" : "text";
}
