import type { AgentFacts, AssignmentFacts, ConsoleSnapshot, ContactFacts, EventPosition, FiguresView, LineCard, LiveChange, SessionView } from "../api/contract";
import { traitsOf } from "../channels";
import { isOpen } from "./lives";

/** What this person may see of their pool, as it stands at `position`. Immutable: a change makes a new one. */
export interface World {
  readonly position: EventPosition;
  readonly me: SessionView;
  readonly lines: ReadonlyMap<string, LineCard>;
  readonly names: ReadonlyMap<string, string>;
  readonly contacts: ReadonlyMap<string, ContactFacts>;
  readonly assignments: ReadonlyMap<string, AssignmentFacts>;
  readonly agents: ReadonlyMap<string, AgentFacts>;
  /** What a supervisor's browser cannot count for itself; null for an agent. */
  readonly figures: FiguresView | null;
  /** Why an offer came to this agent, as Routing tells it. */
  readonly why: ReadonlyMap<string, string>;
  /** Written contacts of mine with something I may not have seen, and since when. */
  readonly unread: ReadonlyMap<string, string>;
  /** Grows whenever there is something new to fetch about a contact. */
  readonly news: ReadonlyMap<string, number>;
  /** Grows whenever there may be something new to see about a contact's call. */
  readonly calls: ReadonlyMap<string, number>;
}

export function fromSnapshot(snapshot: ConsoleSnapshot, before: World | null = null): World {
  const mine = snapshot.assignments.filter(a => a.agent === snapshot.me.id && isOpen(a.state));
  const written = mine.filter(a => traitsOf(a.channel).threaded && a.state !== "offered" && a.state !== "wrapUp");
  return {
    position: snapshot.position,
    me: snapshot.me,
    lines: byId(snapshot.lines),
    names: new Map(snapshot.names.map(n => [n.id, n.name])),
    contacts: byId(snapshot.contacts.filter(c => c.state !== "closed")),
    assignments: byId(snapshot.assignments.filter(a => isOpen(a.state))),
    agents: byId(snapshot.agents),
    figures: snapshot.figures,
    why: before?.why ?? new Map(),
    // A snapshot does not say what was missed: better an unread mark too many than a message nobody saw.
    unread: new Map(written.map(a => [a.contact, before?.unread.get(a.contact) ?? snapshot.at])),
    news: new Map(mine.map(a => [a.contact, (before?.news.get(a.contact) ?? 0) + 1])),
    calls: new Map(snapshot.contacts.map(c => [c.id, (before?.calls.get(c.id) ?? 0) + 1])),
  };
}

/** The world after a change; the same world when the change is a repeat. */
export function apply(world: World, change: LiveChange): World {
  if (!isAfter(change.position, world.position)) return world;
  const assignments = change.assignment ? upsert(world.assignments, change.assignment, isOpen(change.assignment.state)) : world.assignments;
  const next: World = {
    ...world,
    position: change.position,
    assignments,
    contacts: change.contact ? upsert(world.contacts, change.contact, true) : world.contacts,
    agents: change.agent ? upsert(world.agents, change.agent, true) : world.agents,
    why: explain(world, change),
    news: countNews(world, change),
    calls: change.contact ? new Map(world.calls).set(change.contact.id, (world.calls.get(change.contact.id) ?? 0) + 1) : world.calls,
  };
  return { ...next, contacts: withoutClosed(next), unread: markUnread(next, change) };
}

/** Changes are numbered without a gap for everybody: a gap or a new epoch means that something was missed. */
export function hasGap({ position: { epoch, number } }: World, next: EventPosition): boolean {
  return next.epoch > epoch || (next.epoch === epoch && next.number > number + 1);
}

export function seen(world: World, contact: string): World {
  if (!world.unread.has(contact)) return world;
  const unread = new Map(world.unread);
  unread.delete(contact);
  return { ...world, unread };
}

export function isAfter(a: EventPosition, b: EventPosition): boolean {
  return a.epoch !== b.epoch ? a.epoch > b.epoch : a.number > b.number;
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map(item => [item.id, item]));
}

function upsert<T extends { id: string }>(map: ReadonlyMap<string, T>, item: T, keep: boolean): ReadonlyMap<string, T> {
  const next = new Map(map);
  if (keep) next.set(item.id, item);
  else next.delete(item.id);
  return next;
}

/** A closed contact leaves, unless somebody still writes its outcome and needs to see which it was. */
function withoutClosed({ contacts, assignments }: World): ReadonlyMap<string, ContactFacts> {
  const held = new Set([...assignments.values()].map(a => a.contact));
  const gone = [...contacts.values()].filter(c => c.state === "closed" && !held.has(c.id));
  if (gone.length === 0) return contacts;
  const next = new Map(contacts);
  gone.forEach(c => next.delete(c.id));
  return next;
}

function explain(world: World, { kind, assignment, detail }: LiveChange): ReadonlyMap<string, string> {
  return kind === "offered" && assignment && detail ? new Map(world.why).set(assignment.id, detail) : world.why;
}

/** Content (messages, delivery) lies behind the API; any step of the contact may have changed what there is to read. */
function countNews(world: World, { contact, kind, reason }: LiveChange): ReadonlyMap<string, number> {
  // Reading a contact's file is recorded; who is on hold or joins is no reason to.
  const onlyTheCall = kind === "ordered" || (kind === "news" && (reason === "callChanged" || reason === "dangerChanged"));
  return contact && !onlyTheCall ? new Map(world.news).set(contact.id, (world.news.get(contact.id) ?? 0) + 1) : world.news;
}

function markUnread(world: World, { kind, reason, contact, assignment, at }: LiveChange): ReadonlyMap<string, string> {
  if (kind === "news" && reason === "messageReceived" && contact && !world.unread.has(contact.id)) {
    const mine = [...world.assignments.values()].some(a => a.contact === contact.id && a.agent === world.me.id);
    return mine ? new Map(world.unread).set(contact.id, at) : world.unread;
  }
  if (assignment && !isOpen(assignment.state) && world.unread.has(assignment.contact)) {
    const unread = new Map(world.unread);
    unread.delete(assignment.contact);
    return unread;
  }
  return world.unread;
}
