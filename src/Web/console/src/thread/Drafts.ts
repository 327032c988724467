import { Store } from "../live/store";
import type { Keep } from "../session/keep";

const place = "message.";

/** Half-typed messages by contact: kept in this browser until they are sent or the contact is over. */
export class Drafts {
  readonly texts: Store<ReadonlyMap<string, string>>;

  constructor(private readonly keep: Keep) {
    this.texts = new Store<ReadonlyMap<string, string>>(new Map(keep.keys(place).map(key => [key.slice(place.length), keep.read<string>(key) ?? ""])));
  }

  write(contact: string, text: string): void {
    this.texts.update(texts => new Map(texts).set(contact, text));
    if (text) this.keep.write(place + contact, text);
    else this.keep.remove(place + contact);
  }

  /** Puts words back into the box, before what is being typed there. */
  restore(contact: string, text: string): void {
    this.write(contact, [text, this.texts.get().get(contact)].filter(Boolean).join("\n"));
  }

  forget(): void {
    this.texts.set(new Map());
    this.keep.removeAll(place);
  }
}
