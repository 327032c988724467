import { createContext, useContext } from "react";
import type { Api } from "./api/api";
import type { CallFiles } from "./call/CallFiles";
import type { Care } from "./care/Care";
import type { Dangers } from "./danger/Dangers";
import type { Notices } from "./desk/notices";
import type { Selection } from "./desk/selection";
import type { Headset } from "./headset/Headset";
import type { LiveConnection } from "./live/LiveConnection";
import { useStore } from "./live/store";
import type { World } from "./live/world";
import type { Sound } from "./offer/sound";
import type { ContactFiles } from "./person/ContactFiles";
import type { CallHolder } from "./phone/callHolder";
import type { CallLine } from "./phone/CallLine";
import type { BegunCalls } from "./phone/BegunCalls";
import type { OwnPhones } from "./phone/OwnPhones";
import type { Keep } from "./session/keep";
import type { SafeContacts } from "./safe/SafeContacts";
import type { Session } from "./session/Session";
import type { ListenLine } from "./supervisor/ListenLine";
import type { Drafts } from "./thread/Drafts";
import type { Outgoing } from "./thread/Outgoing";
import type { ServerClock } from "./time/clock";

/** Everything a component may reach beyond its props; tests and the demo page bring their own. */
export interface Services {
  readonly api: Api;
  readonly session: Session;
  readonly live: LiveConnection;
  readonly clock: ServerClock;
  readonly keep: Keep;
  readonly sound: Sound;
  readonly call: CallLine;
  readonly holder: CallHolder;
  readonly ownPhones: OwnPhones;
  readonly begunCalls: BegunCalls;
  readonly headset: Headset;
  readonly callFiles: CallFiles;
  readonly listening: ListenLine;
  readonly files: ContactFiles;
  readonly safe: SafeContacts;
  readonly dangers: Dangers;
  readonly care: Care;
  readonly drafts: Drafts;
  readonly outgoing: Outgoing;
  readonly notices: Notices;
  readonly selection: Selection;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("No services around this component.");
  return services;
}

/** The world, inside the part of the page that is shown only once there is one. */
export function useWorld(): World {
  const world = useStore(useServices().live.world);
  if (!world) throw new Error("Shown before the first snapshot.");
  return world;
}
