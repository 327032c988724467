import type { Call, Device, TwilioError } from "@twilio/voice-sdk";
import type { SoftphoneSetup } from "../api/contract";
import type { Ears } from "../headset/Headset";
import { Store } from "../live/store";
import { texts } from "../texts";
import { LineWarnings } from "./lineWarnings";
import { TwilioEars } from "./twilioEars";
import type { CallLeg, FetchSetup, ISoftphone, JoinOrder, LegEvents } from "./softphone";

type DeviceOf = (token: string) => Promise<Device>;

/** Opens a call well before its token ends: a laptop that slept may hold a token that has just run out. */
const freshness = 60_000;

/** A telephone on Twilio's network. The SDK is loaded when it is first needed. */
export class TwilioSoftphone implements ISoftphone {
  private device: Promise<Device> | null = null;
  private hearing: TwilioEars | null = null;
  private expiresAt: number;

  constructor(
    private setup: SoftphoneSetup,
    private readonly fetchSetup: FetchSetup,
    private readonly deviceOf: DeviceOf = createDevice,
    private readonly ears: Store<Ears> = new Store<Ears>({ microphone: null, speaker: null }),
  ) {
    this.expiresAt = expiryOf(setup);
  }

  async connect(order: JoinOrder, events: LegEvents): Promise<CallLeg> {
    const device = await this.ready();
    await this.hearing?.prepare();
    const call = await device.connect({ params: { ...order } }).catch((error: unknown) => {
      this.hearing?.letGo();
      throw error;
    });
    listen(call, events);
    this.hearing?.during(call);
    return { mute: on => call.mute(on), hangUp: () => call.disconnect(), sendDigits: digits => call.sendDigits(digits) };
  }

  dispose(): void {
    void this.device?.then(device => device.destroy(), () => undefined);
    this.device = null;
  }

  private async ready(): Promise<Device> {
    if (this.expiresAt - Date.now() < freshness) await this.renew();
    this.device ??= this.create();
    try {
      return await this.device;
    } catch (error) {
      this.device = null;
      throw error;
    }
  }

  private async create(): Promise<Device> {
    if (!this.setup.token) throw new Error(texts.phone.noToken);
    const device = await this.deviceOf(this.setup.token);
    this.hearing = new TwilioEars(device, this.ears);
    device.on("tokenWillExpire", () => void this.renew().catch(() => undefined));
    return device;
  }

  private async renew(): Promise<void> {
    this.setup = await this.fetchSetup();
    this.expiresAt = expiryOf(this.setup);
    if (this.setup.token) (await this.device)?.updateToken(this.setup.token);
  }
}

function expiryOf(setup: SoftphoneSetup): number {
  return setup.expiresAt ? Date.parse(setup.expiresAt) : Infinity;
}

function listen(call: Call, events: LegEvents): void {
  let problem: string | null = null;
  const warnings = new LineWarnings(warning => events.warned(warning));
  const ended = (why: string | null) => {
    warnings.end();
    events.ended(why);
  };
  call.on("warning", (name: string) => warnings.raise(name));
  call.on("warning-cleared", (name: string) => warnings.clear(name));
  call.on("accept", () => events.open());
  call.on("reconnecting", () => events.shaky(true));
  call.on("reconnected", () => events.shaky(false));
  call.on("error", (error: TwilioError.TwilioError) => (problem = wordsOf(error)));
  call.on("reject", () => ended(texts.phone.refused));
  call.on("cancel", () => ended(problem));
  call.on("disconnect", () => ended(problem));
}

/** https://www.twilio.com/docs/api/errors: 31401, 31402 and 31208 are the microphone, 53xxx and 31005 to 31009 the connection. */
function wordsOf({ code }: TwilioError.TwilioError): string {
  const t = texts.audio.problems;
  if (code === 31401 || code === 31208) return t.denied + texts.audio.place;
  return code === 31402 ? t.busy + texts.audio.place : texts.phone.broke;
}

async function createDevice(token: string): Promise<Device> {
  const sdk = await import("@twilio/voice-sdk");
  return new sdk.Device(token, {
    appName: "helpline",
    closeProtection: texts.phone.closing,
    codecPreferences: [sdk.Call.Codec.Opus, sdk.Call.Codec.PCMU],
    edge: ["dublin", "frankfurt", "roaming"],
    enableImprovedSignalingErrorPrecision: true,
    maxCallSignalingTimeoutMs: 30_000,
    tokenRefreshMs: freshness,
  });
}
