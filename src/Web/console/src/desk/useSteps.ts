import { useMemo } from "react";
import type { AgentStatus, AssignmentFacts, DeclineReason, StepReply } from "../api/contract";
import { hubWordsOf } from "../api/problem";
import { traitsOf } from "../channels";
import { useServices, type Services } from "../services";
import { texts } from "../texts";

/** What an agent can do about a contact. Each says in the dock when it could not be done. */
export interface Steps {
  answer(offer: AssignmentFacts): Promise<void>;
  decline(offer: AssignmentFacts, reason: DeclineReason): Promise<void>;
  end(assignment: AssignmentFacts): Promise<void>;
  setStatus(status: AgentStatus): Promise<void>;
}

export function useSteps(): Steps {
  const services = useServices();
  return useMemo(() => stepsOf(services), [services]);
}

function stepsOf(services: Services): Steps {
  const { live, notices, call } = services;
  const step = async (take: () => Promise<StepReply>): Promise<boolean> => {
    try {
      const { done, message } = await take();
      if (!done) notices.say(message ?? texts.errors.step);
      return done;
    } catch (error) {
      notices.say(hubWordsOf(error));
      return false;
    }
  };
  return {
    answer: offer => answer(services, offer),
    decline: async (offer, reason) => void (await step(() => live.hub.decline(offer.id, reason))),
    end: async assignment => {
      // The line goes only after the server knows: one that leaves a running call is a lost agent, and the person would queue again.
      if (await step(() => live.hub.end(assignment.id))) call.release(assignment.id);
    },
    setStatus: async status => void (await step(() => live.hub.setStatus(status, null))),
  };
}

/** Takes an offer; the same for whoever presses and for a call of their own. */
export async function answer({ live, notices, selection, call, holder, ownPhones, sound }: Services, offer: AssignmentFacts): Promise<void> {
  sound.stopRinging();
  try {
    const isMessage = live.world.get()?.contacts.get(offer.contact)?.task === "message";
    const onPhone = offer.channel === "phone" && !isMessage && ownPhones.choice.get()?.rings;
    const { outcome, ticket, message } = await (onPhone ? live.hub.acceptOnPhone(offer.id) : live.hub.accept(offer.id));
    if (outcome !== "accepted" && outcome !== "alreadyYours") {
      notices.say(message ?? texts.notices.moved, offer.channel);
      if (onPhone) void ownPhones.load();
      return;
    }
    selection.set({ assignment: offer.id, focus: true });
    const pool = live.world.get()?.me.pool;
    if (!traitsOf(offer.channel).spoken || isMessage || !ticket || !pool) return;
    // "Already yours" is another window's answer, or our own whose reply was lost on the way.
    if (outcome === "accepted" || !(await holder.isHeldElsewhere(offer.id))) void call.join({ pool, assignment: offer.id, ticket });
  } catch (error) {
    notices.say(hubWordsOf(error), offer.channel);
  }
}
