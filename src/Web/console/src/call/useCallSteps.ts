import { useMemo } from "react";
import type { AddPartyRequest, TransferRequest } from "../api/contract";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";

/** What an agent does to a call. The quiet ones say in the dock when they could not be done; a dialog's own say it there, by throwing. */
export interface CallSteps {
  hold(contact: string): Promise<boolean>;
  resume(contact: string): Promise<boolean>;
  mute(contact: string, on: boolean): Promise<boolean>;
  remove(contact: string, party: string): Promise<boolean>;
  leaveAlone(contact: string): Promise<boolean>;
  handOver(contact: string): Promise<boolean>;
  backToQueue(contact: string): Promise<boolean>;
  add(contact: string, party: AddPartyRequest): Promise<void>;
  transfer(contact: string, request: TransferRequest): Promise<void>;
}

export function useCallSteps(): CallSteps {
  const { api, notices } = useServices();
  return useMemo(() => {
    const step = async (take: Promise<void>) => {
      try {
        await take;
        return true;
      } catch (error) {
        notices.say(wordsOf(error), "phone");
        return false;
      }
    };
    return {
      hold: contact => step(api.orderCall(contact, "hold")),
      resume: contact => step(api.orderCall(contact, "resume")),
      mute: (contact, on) => step(api.orderCall(contact, on ? "mute" : "unmute")),
      remove: (contact, party) => step(api.removeParty(contact, party)),
      leaveAlone: contact => step(api.orderCall(contact, "leave-alone")),
      handOver: contact => step(api.orderCall(contact, "hand-over")),
      backToQueue: contact => step(api.orderCall(contact, "back-to-queue")),
      add: (contact, party) => api.addParty(contact, party),
      transfer: (contact, request) => api.transfer(contact, request),
    };
  }, [api, notices]);
}
