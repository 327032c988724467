import type { Call, Device } from "@twilio/voice-sdk";
import type { Ears } from "../headset/Headset";
import type { Store } from "../live/store";

type AudioOf = NonNullable<Device["audio"]>;

/** The SDK lists the devices a moment after it starts. */
const listing = 1000;

/** Gives a device of Twilio's the chosen microphone and speaker: before a call, during one when the choice changes, and lets the microphone go after it. */
export class TwilioEars {
  private call: Call | null = null;

  constructor(
    private readonly device: Device,
    private readonly ears: Store<Ears>,
  ) {
    ears.subscribe(() => void (this.call && this.apply()));
  }

  /** Before a call. A chosen device that cannot be had never keeps a call from being taken. */
  async prepare(): Promise<void> {
    const { microphone, speaker } = this.ears.get();
    if (microphone || speaker) await this.apply();
  }

  during(call: Call): void {
    this.call = call;
    // The SDK goes back to the computer's speaker when it has listed the devices for the first time.
    call.on("accept", () => void this.listenWith());
    const over = () => void (this.call === call && this.letGo());
    call.on("disconnect", over);
    call.on("cancel", over);
    call.on("reject", over);
  }

  private async apply(): Promise<void> {
    await this.listenWith();
    const { audio } = this.device;
    if (!audio) return;
    const wanted = this.ears.get().microphone;
    if (wanted && (await isListed(audio, wanted))) await audio.setInputDevice(wanted).catch(() => undefined);
    else if (audio.inputDevice && audio.inputDevice.deviceId !== "default" && audio.availableInputDevices.has("default")) await audio.setInputDevice("default").catch(() => undefined);
  }

  private async listenWith(): Promise<void> {
    const { audio } = this.device;
    const { speaker } = this.ears.get();
    if (!audio?.isOutputSelectionSupported) return;
    if (speaker && !(await isListed(audio, speaker, "availableOutputDevices"))) return;
    await audio.speakerDevices.set(speaker ?? "default").catch(() => undefined);
  }

  /** No call any more. */
  letGo(): void {
    this.call = null;
    // Otherwise the browser's sign that the microphone is on stays lit between calls.
    void this.device.audio?.unsetInputDevice().catch(() => undefined);
  }
}

function isListed(audio: AudioOf, id: string, list: "availableInputDevices" | "availableOutputDevices" = "availableInputDevices"): Promise<boolean> {
  if (audio[list].has(id)) return Promise.resolve(true);
  return new Promise(resolve => {
    const settle = () => {
      clearTimeout(timer);
      audio.off("deviceChange", look);
      resolve(audio[list].has(id));
    };
    // After the SDK's own steps upon the same news.
    const look = () => void setTimeout(() => audio[list].has(id) && settle());
    const timer = setTimeout(settle, listing);
    audio.on("deviceChange", look);
  });
}
