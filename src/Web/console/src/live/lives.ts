import type { AssignmentState } from "../api/contract";

/** As AssignmentLife of the server: at most one assignment of a contact is in such a state. */
export function ownsContact(state: AssignmentState): boolean {
  return state === "connecting" || state === "active" || state === "parked";
}

/** It still asks something of its agent. */
export function isOpen(state: AssignmentState): boolean {
  return ownsContact(state) || state === "offered" || state === "wrapUp";
}
