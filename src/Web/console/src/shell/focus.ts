/** Where the keys and the answered contact take the focus. */
export const composerId = "message-box";
export const outcomeId = "outcome-first";
export const centreId = "centre";

export function focusComposer(): void {
  focusOn(composerId);
}

export function focusOutcome(): void {
  focusOn(outcomeId);
}

export function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}
