import { useEffect } from "react";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import type { SafeState } from "./SafeContacts";

/** What is known of how to reach the contact's person; read again when there is news of the contact, and when a safe time begins. */
export function useSafeContact(contact: string): SafeState | undefined {
  const { safe, clock } = useServices();
  const version = useWorld().news.get(contact) ?? 0;
  const state = useStore(safe.states).get(contact);
  useEffect(() => void safe.load(contact, version), [safe, contact, version]);
  const next = state?.view?.now.map(now => now.nextSafe).filter(at => at !== null).sort()[0];
  useEffect(() => {
    if (!next) return;
    // A timer cannot hold more than 24 days; nor does a shift.
    const wait = Math.min(Date.parse(next) - clock.now() + 500, 86_400_000);
    const timer = setTimeout(() => void safe.read(contact), Math.max(wait, 1000));
    return () => clearTimeout(timer);
  }, [safe, clock, contact, next]);
  return state;
}
