import type { AssignmentFacts, OpenDanger } from "../api/contract";
import { wordsOf } from "../api/problem";
import { ownsContact } from "../live/lives";
import type { World } from "../live/world";
import { useServices, useWorld } from "../services";
import { go } from "../shell/route";
import { texts } from "../texts";

/** Whoever has the person in hand now, in the contact it was raised on or the one they came back with. */
export function heldBy(world: World, danger: OpenDanger): AssignmentFacts | undefined {
  return [...world.assignments.values()].find(a => ownsContact(a.state) && (a.contact === danger.contact || a.contact === danger.returned));
}

/** Opens what is known beside the list, says that this supervisor is joining, and goes onto the call where there is one. */
export function useJoin(): (danger: OpenDanger) => void {
  const { dangers, listening, call, notices } = useServices();
  const world = useWorld();
  return danger => {
    const holder = heldBy(world, danger);
    dangers.opened.set(danger.contact);
    go("everyone");
    if (danger.joining !== world.me.id) void dangers.write(danger.contact, danger.id, { step: "joining" }).catch(() => undefined);
    if (holder?.channel !== "phone" || holder.state !== "active" || holder.agent === world.me.id) return;
    if (listening.listened.get()?.contact === holder.contact) return;
    const line = call.line.get();
    if (line && line.state !== "ended" && line.state !== "failed" && line.assignment !== listening.listened.get()?.party) {
      notices.say(texts.call.listen.busy);
      return;
    }
    listening.stop();
    listening.start(holder.contact, holder.agent, world.me.pool).catch((error: unknown) => notices.say(wordsOf(error)));
  };
}
