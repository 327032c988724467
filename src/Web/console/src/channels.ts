import { CallRegular, ChatRegular, HandWaveRegular, MailRegular, type FluentIcon } from "@fluentui/react-icons";
import type { Channel } from "./api/contract";

/** What the console knows of a channel, so that nobody asks "if phone" elsewhere. Mirrors ChannelTraits of the server. */
export interface ChannelTraits {
  readonly icon: FluentIcon;
  /** A thread of messages, answered in writing. */
  readonly threaded: boolean;
  /** Spoken through the softphone. */
  readonly spoken: boolean;
  /** Text is charged and cut in segments. */
  readonly segmented: boolean;
  /** The person is reached by a number; otherwise by an address. */
  readonly numbered: boolean;
}

const traits: Record<Channel, ChannelTraits> = {
  phone: { icon: CallRegular, threaded: false, spoken: true, segmented: false, numbered: true },
  sms: { icon: ChatRegular, threaded: true, spoken: false, segmented: true, numbered: true },
  email: { icon: MailRegular, threaded: true, spoken: false, segmented: false, numbered: false },
  bslVideo: { icon: HandWaveRegular, threaded: false, spoken: false, segmented: false, numbered: true },
};

export const allChannels: readonly Channel[] = ["phone", "bslVideo", "sms", "email"];

export function traitsOf(channel: Channel): ChannelTraits {
  return traits[channel];
}
