import type { Channel, LiveChange } from "../api/contract";
import { isOpen } from "../live/lives";
import { Store } from "../live/store";
import type { World } from "../live/world";
import { texts } from "../texts";
import { roughly } from "../time/words";

/** One thing that happened to an offer or a contact of mine without my doing; stands where the offer stood. */
export interface Notice {
  readonly id: number;
  readonly words: string;
  readonly channel: Channel | null;
}

const passing = 8000;

export class Notices {
  readonly latest = new Store<Notice | null>(null);
  private count = 0;

  say(words: string, channel: Channel | null = null): void {
    this.latest.set({ id: ++this.count, words, channel });
  }

  /** Says that something was done; goes by itself. */
  confirm(words: string): void {
    this.say(words);
    const said = this.latest.get();
    setTimeout(() => this.latest.update(now => (now === said ? null : now)), passing);
  }

  dismiss(): void {
    this.latest.set(null);
  }

  /** Reads the change for news that the agent must not be left to guess. */
  changed(change: LiveChange, before: World): void {
    const { assignment } = change;
    if (lostReservation(change, before)) this.say(texts.notices.notKept);
    if (endsSoon(change, before)) this.say(texts.notices.callEndsSoon, "phone");
    if (!assignment || assignment.agent !== before.me.id) return;
    if (change.kind === "offered") this.dismiss();
    else if (change.kind === "transferred" && assignment.state === "wrapUp") this.say(texts.notices.handedOn, assignment.channel);
    else if (!isOpen(assignment.state) && before.assignments.has(assignment.id)) {
      const words = wordsFor(change, before);
      if (words) this.say(words, assignment.channel);
    }
  }
}

function endsSoon({ kind, reason, contact }: LiveChange, { assignments, me }: World): boolean {
  return kind === "news" && reason === "callEndsSoon" && [...assignments.values()].some(a => a.contact === contact?.id && a.agent === me.id && isOpen(a.state));
}

/** What was kept for me goes to everybody: I may have counted on it. */
function lostReservation({ kind, contact }: LiveChange, { contacts, me }: World): boolean {
  return kind === "relaxed" && contact?.reservedFor == null && contacts.get(contact?.id ?? "")?.reservedFor === me.id;
}

function wordsFor({ kind, contact, assignment, at, reason }: LiveChange, before: World): string | null {
  const { notices } = texts;
  switch (kind) {
    case "withdrawn":
    case "closed": {
      const known = contact ?? before.contacts.get(assignment?.contact ?? "");
      if (!known || known.state !== "closed") return notices.moved;
      const waited = roughly(Date.parse(at) - Date.parse(known.waitingSince));
      return assignment?.channel === "phone" ? notices.hungUp(waited) : notices.left(waited);
    }
    case "lapsed":
      return notices.lapsed;
    case "declined":
      return notices.declined;
    case "transferred":
      return notices.handedOnEarly;
    case "released":
      return reason === "signedOut" || reason === "forcedOff" ? notices.releasedOff : notices.givenBack;
    case "connectFailed":
      return notices.connectFailed;
    case "agentLost":
      return notices.agentLost;
    default:
      return null;
  }
}
