import type { SoftphoneSetup } from "../api/contract";
import type { Headset } from "../headset/Headset";
import { texts } from "../texts";
import { SimulatorSoftphone } from "./SimulatorSoftphone";
import type { FetchSetup, ISoftphone } from "./softphone";
import { TwilioSoftphone } from "./TwilioSoftphone";

/** The telephone the server says this browser has. */
export function softphoneOf(setup: SoftphoneSetup, fetchSetup: FetchSetup, headset: Headset): ISoftphone {
  switch (setup.kind) {
    case "twilio":
      return new TwilioSoftphone(setup, fetchSetup, undefined, headset.ears);
    case "simulator":
      return new SimulatorSoftphone(setup, undefined, headset);
    case "none":
      throw new Error(texts.phone.none);
  }
}
