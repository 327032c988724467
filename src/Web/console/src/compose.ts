import { httpApi, type Api } from "./api/api";
import { Http } from "./api/http";
import { CallFiles } from "./call/CallFiles";
import { Care } from "./care/Care";
import { Dangers } from "./danger/Dangers";
import { Notices } from "./desk/notices";
import type { Selected } from "./desk/selection";
import { Headset } from "./headset/Headset";
import { startHeartbeat } from "./live/heartbeat";
import { LiveConnection } from "./live/LiveConnection";
import { Store } from "./live/store";
import { openWire } from "./live/wire";
import { WebAudioSound } from "./offer/sound";
import { ContactFiles } from "./person/ContactFiles";
import { CallHolder } from "./phone/callHolder";
import { CallLine } from "./phone/CallLine";
import { BegunCalls } from "./phone/BegunCalls";
import { OwnPhones } from "./phone/OwnPhones";
import { softphoneOf } from "./phone/softphoneOf";
import { SafeContacts } from "./safe/SafeContacts";
import type { Services } from "./services";
import { Keep } from "./session/keep";
import { Session } from "./session/Session";
import { ListenLine } from "./supervisor/ListenLine";
import { Drafts } from "./thread/Drafts";
import { Outgoing } from "./thread/Outgoing";
import { ServerClock } from "./time/clock";

/** Puts the console together as it runs in production. */
export function compose(): Services {
  const api: Api = httpApi(new Http(() => session.ended()));
  const session = new Session(api);
  const clock = new ServerClock();
  const live = new LiveConnection({ open: openWire, clock, stillSignedIn: () => session.stillHolds(), startHeartbeat });
  return assemble({ api, session, clock, live });
}

/** The rest of the house around the parts that reach the outside. */
export function assemble(outside: Pick<Services, "api" | "session" | "clock" | "live"> & { keep?: Keep; sound?: Services["sound"] }): Services {
  const { api } = outside;
  const keep = outside.keep ?? new Keep(storage());
  const holder = new CallHolder();
  const headset = new Headset(keep);
  const call = new CallLine(() => api.softphone(), setup => softphoneOf(setup, () => api.softphone(), headset), holder);
  return {
    ...outside,
    keep,
    holder,
    headset,
    sound: outside.sound ?? new WebAudioSound(),
    call,
    ownPhones: new OwnPhones(api),
    begunCalls: new BegunCalls(api),
    callFiles: new CallFiles(api),
    listening: new ListenLine(api, call),
    files: new ContactFiles(api),
    safe: new SafeContacts(api),
    dangers: new Dangers(api),
    care: new Care(api),
    drafts: new Drafts(keep),
    outgoing: new Outgoing(api, keep),
    notices: new Notices(),
    selection: new Store<Selected | null>(null),
  };
}

/** Reading the property throws where storage is forbidden. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
