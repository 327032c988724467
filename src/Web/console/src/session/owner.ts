import type { Services } from "../services";

type Kept = Pick<Services, "keep" | "drafts" | "outgoing">;

/** What one person left half done in this browser is not for the next who signs in on it. */
export function forgetOthers(kept: Kept, me: string): void {
  const owner = kept.keep.read<string>("owner");
  if (owner !== null && owner !== me) forgetWork(kept);
  kept.keep.write("owner", me);
}

/** Signing out leaves nothing about anybody in the browser. */
export function forgetWork({ keep, drafts, outgoing }: Kept): void {
  outgoing.forget();
  drafts.forget();
  keep.removeAll("outcome.");
  keep.removeAll("safe.");
  keep.removeAll("danger.");
  keep.removeAll("words.");
  keep.remove("owner");
}
