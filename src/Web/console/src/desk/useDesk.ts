import { useEffect } from "react";
import type { LiveChange } from "../api/contract";
import { traitsOf } from "../channels";
import { isOpen, ownsContact } from "../live/lives";
import type { World } from "../live/world";
import { useServices, type Services } from "../services";
import { texts } from "../texts";
import { answer } from "./useSteps";

/** What follows by itself from changes: notices, the selection, this window's end of the call. */
export function useDesk(): void {
  const services = useServices();
  useEffect(() => {
    const stop = services.live.listen({
      changed: (change, world, before) => follow(services, change, world, before),
      answeredElsewhere: () => services.notices.say(texts.notices.elsewhere),
    });
    const hurry = () => {
      if (document.visibilityState === "visible") services.live.hurry();
      services.outgoing.retry();
    };
    const retry = setInterval(() => services.outgoing.retry(), 5000);
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      stop();
      clearInterval(retry);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [services]);
}

function follow(services: Services, change: LiveChange, world: World, before: World): void {
  const { notices, selection, call, ownPhones, begunCalls, sound, drafts } = services;
  notices.changed(change, before);
  const { assignment, contact } = change;
  if (contact?.state === "closed") drafts.write(contact.id, "");
  if (change.kind === "news" && change.reason === "messageReceived" && contact && isMine(world, contact.id)) sound.message();
  if (!assignment || assignment.agent !== world.me.id) return;
  if (change.kind === "offered" && begunCalls.takes(assignment.contact)) void answer(services, assignment);
  if (change.kind === "connectFailed") void ownPhones.problemOf(assignment.id).then(why => why && notices.say(texts.ownPhone.notTaken(why), "phone"));
  // A transfer leaves the line to the gateway: a cold one ends it once the person is on their way, a warm one keeps it until they are handed over.
  if (!ownsContact(assignment.state) && change.kind !== "transferred" && change.kind !== "ordered" && change.kind !== "news") call.release(assignment.id);
  if (!isOpen(assignment.state)) selection.update(now => (now?.assignment === assignment.id ? null : now));
  // A call answered in another window: this one shows it too, without taking the focus.
  else if (change.kind === "accepted" && !traitsOf(assignment.channel).threaded) selection.update(now => (now?.assignment === assignment.id ? now : { assignment: assignment.id, focus: false }));
}

function isMine(world: World, contact: string): boolean {
  return [...world.assignments.values()].some(a => a.contact === contact && a.agent === world.me.id && ownsContact(a.state));
}
