import type { Api } from "../api/api";
import type { ContactView } from "../api/contract";
import { wordsOf } from "../api/problem";
import { Store } from "../live/store";

export interface FileState {
  readonly view: ContactView | null;
  readonly problem: string | null;
  /** The number of news this view was fetched at. */
  readonly version: number;
}

/** What was read of contacts. Every fetch is audited on the server, so a contact is fetched when it is on screen and only when there is news. */
export class ContactFiles {
  readonly files = new Store<ReadonlyMap<string, FileState>>(new Map());
  private readonly asked = new Map<string, number>();

  constructor(private readonly api: Pick<Api, "contact">) {}

  async load(contact: string, version: number): Promise<void> {
    if ((this.asked.get(contact) ?? -1) >= version) return;
    this.asked.set(contact, version);
    try {
      const view = await this.api.contact(contact);
      this.put(contact, { view, problem: null, version });
    } catch (error) {
      this.put(contact, { view: this.files.get().get(contact)?.view ?? null, problem: wordsOf(error), version });
    }
  }

  /** Asks again although there is no news: the person pressed "Try again". */
  reload(contact: string): void {
    const version = this.asked.get(contact) ?? 0;
    this.asked.delete(contact);
    void this.load(contact, version);
  }

  forget(): void {
    this.asked.clear();
    this.files.set(new Map());
  }

  private put(contact: string, state: FileState): void {
    // An answer that was overtaken by a newer one says less.
    if ((this.files.get().get(contact)?.version ?? -1) > state.version) return;
    this.files.update(files => new Map(files).set(contact, state));
  }
}
