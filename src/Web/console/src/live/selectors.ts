import type { AgentFacts, AssignmentFacts, Channel, ContactFacts } from "../api/contract";
import { allChannels, traitsOf } from "../channels";
import { ownsContact } from "./lives";
import { inQueueOrder } from "./queueOrder";
import type { World } from "./world";

/** My share of the work, by what it needs from me. */
export interface MyWork {
  readonly offers: readonly AssignmentFacts[];
  readonly inHand: readonly AssignmentFacts[];
  readonly conversations: readonly AssignmentFacts[];
  readonly wrapUps: readonly AssignmentFacts[];
}

export function myWork(world: World): MyWork {
  const mine = [...world.assignments.values()].filter(a => a.agent === world.me.id);
  const owned = mine.filter(a => ownsContact(a.state));
  const waited = (a: AssignmentFacts) => Date.parse(world.unread.get(a.contact) ?? "") || Infinity;
  return {
    offers: mine.filter(a => a.state === "offered").sort(bySince),
    inHand: owned.filter(a => !traitsOf(a.channel).threaded).sort(bySince),
    // Whoever waits for an answer stands first, longest wait on top.
    conversations: owned.filter(a => traitsOf(a.channel).threaded).sort((a, b) => (waited(a) === waited(b) ? bySince(a, b) : waited(a) - waited(b))),
    wrapUps: mine.filter(a => a.state === "wrapUp").sort(bySince),
  };
}

export interface ChannelWait {
  readonly channel: Channel;
  readonly count: number;
  readonly longestSince: string;
}

export function waiting(world: World): ContactFacts[] {
  return inQueueOrder([...world.contacts.values()].filter(c => c.state === "waiting"));
}

/** Tasks of ours that stand in the queue: nobody waits on the line for them. */
export function waitingTasks(world: World): number {
  return waiting(world).filter(c => c.task).length;
}

/** People who wait, and since when the longest. */
export function waitingByChannel(world: World): ChannelWait[] {
  const all = waiting(world).filter(c => !c.task);
  return allChannels.flatMap(channel => {
    const here = all.filter(c => c.demand.channel === channel).map(c => c.waitingSince).sort();
    return here[0] === undefined ? [] : [{ channel, count: here.length, longestSince: here[0] }];
  });
}

/** What an agent is doing: said by themselves, or following from their assignments. */
export type Doing = "free" | "ringing" | "busy" | "wrappingUp" | "away" | "lost";

export interface AgentCard {
  readonly id: string;
  readonly name: string;
  readonly facts: AgentFacts;
  readonly doing: Doing;
  /** Since when they do it. */
  readonly since: string;
  readonly assignments: readonly AssignmentFacts[];
}

export function agentCards(world: World): AgentCard[] {
  return [...world.agents.values()]
    .map(facts => cardOf(world, facts))
    .filter(card => card.facts.status !== "offline" || card.assignments.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function countDoing(cards: readonly AgentCard[]): Record<"free" | "ringing" | "busy" | "wrappingUp" | "away", number> {
  const of = (...doing: Doing[]) => cards.filter(card => doing.includes(card.doing)).length;
  return { free: of("free"), ringing: of("ringing"), busy: of("busy"), wrappingUp: of("wrappingUp"), away: of("away", "lost") };
}

/** Assignments that own a contact, longest first. */
export function inHand(world: World): AssignmentFacts[] {
  return [...world.assignments.values()].filter(a => ownsContact(a.state)).sort(bySince);
}

export function nameOf(world: Pick<World, "me" | "names">, agent: string): string | undefined {
  return agent === world.me.id ? world.me.name : world.names.get(agent);
}

function cardOf(world: World, facts: AgentFacts): AgentCard {
  const assignments = [...world.assignments.values()].filter(a => a.agent === facts.id).sort(bySince);
  const [doing, since] = doingOf(facts, assignments);
  return { id: facts.id, name: nameOf(world, facts.id) ?? "", facts, doing, since, assignments };
}

function doingOf(facts: AgentFacts, assignments: readonly AssignmentFacts[]): [Doing, string] {
  const first = (...states: AssignmentFacts["state"][]) => assignments.find(a => states.includes(a.state));
  const held = first("connecting", "active");
  if (!facts.connected && (held || facts.status === "available")) return ["lost", facts.since];
  if (held) return ["busy", held.since];
  const offer = first("offered");
  if (offer) return ["ringing", offer.since];
  const wrapUp = first("wrapUp");
  if (wrapUp) return ["wrappingUp", wrapUp.since];
  return [facts.status === "available" ? "free" : "away", facts.since];
}

function bySince(a: AssignmentFacts, b: AssignmentFacts): number {
  return a.since.localeCompare(b.since) || a.id.localeCompare(b.id);
}
