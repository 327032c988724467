import type { SkipReason, WhyView, WideningView } from "../../api/contract";
import { nameOf } from "../../live/selectors";
import type { World } from "../../live/world";
import { skillWords } from "../../offer/needs";
import { texts } from "../../texts";
import { roughly, timeOfDay } from "../../time/words";

type Known = Pick<World, "me" | "names" | "lines">;

/** Those who are signed in and could take it, were they free. */
const there: readonly SkipReason[] = ["ringing", "busy", "keptForCall", "declined", "reservedForAnother"];

/** The one sentence that answers the question. */
export function whyLead(why: WhyView, world: Known, now: number): string {
  const t = texts.why;
  const { knownTo, reservedFor } = why.contact;
  if (why.offeredTo) return t.ringing(named(world, why.offeredTo));
  if (reservedFor) {
    const until = why.reservedUntil ? t.until(timeOfDay(why.reservedUntil), left(why.reservedUntil, now)) : "";
    return (reservedFor === knownTo ? t.keptForStory : t.kept)(named(world, reservedFor), until);
  }
  if (count(why, reason => reason !== "noSkill") === 0) return t.nobodyHas;
  const couldBut = count(why, reason => there.includes(reason));
  return couldBut === 0 ? t.nobodyThere : t.nobodyFree(couldBut);
}

/** What else explains its place, one sentence each. */
export function whySentences(why: WhyView, world: Known, now: number): string[] {
  const t = texts.why;
  const { contact } = why;
  const needs = (skills: readonly string[]) => listed(lineFirst(skills).map(skill => skillWords(skill, world.lines)));
  return [
    why.position === 1 ? t.first : t.position(why.position),
    t.since(`${timeOfDay(contact.waitingSince)} (${roughly(now - Date.parse(contact.waitingSince))})`),
    contact.priority === "normal" ? "" : t.ahead[contact.priority],
    contact.task ? t.tasks[contact.task] : "",
    contact.knownTo && contact.knownTo !== contact.reservedFor ? t.knownTo(named(world, contact.knownTo)) : "",
    t.asks(needs(why.asks)),
    why.openBackups.length > 0 ? t.backups(listed(why.openBackups.map(t.group))) : "",
    contact.stage > 0 ? t.widened : "",
    why.widens ? t.widens(timeOfDay(why.widens.at), left(why.widens.at, now), changes(why.widens, needs)) : t.neverWidens,
  ].filter(Boolean);
}

export function named(world: Known, agent: string): string {
  return nameOf(world, agent) ?? texts.thread.colleague;
}

function changes({ drops, lowersLevelsTo, opens }: WideningView, needs: (skills: readonly string[]) => string): string {
  const t = texts.why;
  return listed([
    drops.length > 0 ? t.drops(needs(drops)) : "",
    lowersLevelsTo === null ? "" : t.lowers(lowersLevelsTo),
    opens.length > 0 ? t.opens(listed(opens.map(t.group))) : "",
  ].filter(Boolean));
}

function lineFirst(skills: readonly string[]): string[] {
  const isLine = (skill: string) => skill.startsWith("line:");
  return [...skills.filter(isLine), ...skills.filter(skill => !isLine(skill))];
}

function count(why: WhyView, counts: (reason: SkipReason) => boolean): number {
  return why.skipped.filter(({ reason }) => counts(reason)).reduce((sum, { agents }) => sum + agents, 0);
}

function left(at: string, now: number): string {
  const ms = Date.parse(at) - now;
  return ms < 1000 ? texts.why.anyMoment : texts.why.inTime(roughly(ms));
}

const joiner = new Intl.ListFormat("en-GB");

function listed(words: readonly string[]): string {
  return joiner.format(words);
}
