import type { Api } from "../api/api";
import { newMessageId } from "../thread/messageId";

/** Calls that I begin here: each comes back as an offer to me, which is then answered without asking. */
export class BegunCalls {
  private readonly awaited = new Set<string>();

  constructor(private readonly api: Pick<Api, "ringThem" | "callNumber">) {}

  /** Throws a Problem. @returns the call's contact. */
  async ringThem(contact: string, request: string, despiteRules: boolean): Promise<string> {
    return this.await((await this.api.ringThem(contact, { request, despiteRules })).contact);
  }

  /** Throws a Problem. @returns the call's contact. */
  async callNumber(line: string, number: string, request: string, despiteRules: boolean): Promise<string> {
    return this.await((await this.api.callNumber({ line, number, request, despiteRules })).contact);
  }

  /** Whether this contact is a call I have just begun; asked once. */
  takes(contact: string): boolean {
    return this.awaited.delete(contact);
  }

  forget(): void {
    this.awaited.clear();
  }

  private await(contact: string): string {
    this.awaited.add(contact);
    return contact;
  }
}

/** One for each wish to ring: pressing twice rings once. As the server reads it. */
export function newCallRequest(): string {
  const id = newMessageId();
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-");
}
