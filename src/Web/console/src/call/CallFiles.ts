import type { Api } from "../api/api";
import type { CallView } from "../api/contract";
import { Store } from "../live/store";

/** How calls stand, fetched again whenever there is news of them. A failed fetch keeps what was known. */
export class CallFiles {
  readonly calls = new Store<ReadonlyMap<string, CallView>>(new Map());
  private readonly asked = new Map<string, number>();
  private readonly shown = new Map<string, number>();

  constructor(private readonly api: Pick<Api, "call">) {}

  async load(contact: string, version: number): Promise<void> {
    if ((this.asked.get(contact) ?? -1) >= version) return;
    this.asked.set(contact, version);
    try {
      const view = await this.api.call(contact);
      // An answer that was overtaken by a newer one says less.
      if ((this.shown.get(contact) ?? -1) > version) return;
      this.shown.set(contact, version);
      this.calls.update(calls => new Map(calls).set(contact, view));
    } catch {
      this.asked.delete(contact);
    }
  }

  forget(): void {
    this.asked.clear();
    this.shown.clear();
    this.calls.set(new Map());
  }
}
