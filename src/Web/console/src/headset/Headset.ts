import { Store } from "../live/store";
import type { Keep } from "../session/keep";
import { texts } from "../texts";

/** What calls should use now: ids of devices that are there; null is as the computer is set. */
export interface Ears {
  readonly microphone: string | null;
  readonly speaker: string | null;
}

export type Part = keyof Ears;

/** A device as it was chosen. Its id may change when it is plugged in elsewhere; its name does not. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
}

export interface Devices {
  readonly microphone: readonly Chosen[];
  readonly speaker: readonly Chosen[];
  /** Which of them the computer is set to, as far as the browser says. */
  readonly computers: Ears;
  /** The browser tells the names only once it may use a microphone. */
  readonly named: boolean;
}

export interface Lost {
  readonly part: Part;
  readonly name: string;
  /** There is no other of its kind. */
  readonly last: boolean;
}

type Choice = Readonly<Record<Part, Chosen | null>>;

const parts: readonly Part[] = ["speaker", "microphone"];
const kept = "headset";
const kinds: Readonly<Record<MediaDeviceKind, Part | null>> = { audioinput: "microphone", audiooutput: "speaker", videoinput: null };
/** Chrome lists the computer's own choice as devices too. */
const computers: readonly string[] = ["default", "communications", ""];

/** Which microphone and speaker this browser uses for calls: chosen by the agent, remembered, taken up again when it is plugged in again. */
export class Headset {
  readonly devices = new Store<Devices>({ microphone: [], speaker: [], computers: { microphone: null, speaker: null }, named: false });
  readonly choice: Store<Choice>;
  readonly ears = new Store<Ears>({ microphone: null, speaker: null });
  /** A device in use that was pulled out while the page was open, until it is back or another is chosen. */
  readonly lost = new Store<Lost | null>(null);
  /** The browser may not use a microphone: somebody said no to it. */
  readonly refused = new Store(false);
  /** Whether its dialog is open. */
  readonly open = new Store(false);

  constructor(
    private readonly keep: Keep,
    private readonly media: MediaDevices | null = typeof navigator === "undefined" ? null : (navigator.mediaDevices ?? null),
    permissions: Permissions | null = typeof navigator === "undefined" ? null : (navigator.permissions ?? null),
  ) {
    this.choice = new Store<Choice>({ microphone: null, speaker: null, ...keep.read<Partial<Choice>>(kept) });
    media?.addEventListener?.("devicechange", () => void this.refresh());
    void this.refresh();
    // Not every browser tells.
    permissions?.query({ name: "microphone" as PermissionName }).then(
      status => {
        this.refused.set(status.state === "denied");
        status.addEventListener("change", () => this.refused.set(status.state === "denied"));
      },
      () => undefined,
    );
  }

  /** Whether the browser lets a page choose where a call is heard. */
  get choosesSpeaker(): boolean {
    return typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;
  }

  choose(part: Part, id: string | null): void {
    const device = this.devices.get()[part].find(d => d.id === id) ?? null;
    this.choice.update(choice => ({ ...choice, [part]: device }));
    this.keep.write(kept, this.choice.get());
    this.lost.set(null);
    this.settle();
  }

  /** Looks again which devices are there. */
  async refresh(): Promise<void> {
    if (!this.media?.enumerateDevices) return;
    const before = parts.map(part => this.inUse(part));
    try {
      this.devices.set(listed(await this.media.enumerateDevices()));
    } catch {
      return;
    }
    this.settle();
    this.miss(before);
  }

  /** Opens the chosen microphone. */
  async openMicrophone(): Promise<MediaStream> {
    if (!this.media?.getUserMedia) throw new Error(texts.audio.problems.insecure);
    const id = this.ears.get().microphone;
    const stream = await this.media.getUserMedia({ audio: id ? { deviceId: { exact: id } } : true });
    // Now the names are told.
    void this.refresh();
    return stream;
  }

  private settle(): void {
    const [before, devices, choice] = [this.ears.get(), this.devices.get(), this.choice.get()];
    const next = { microphone: present(devices.microphone, choice.microphone), speaker: present(devices.speaker, choice.speaker) };
    if (before.microphone !== next.microphone || before.speaker !== next.speaker) this.ears.set(next);
  }

  private inUse(part: Part): Chosen | undefined {
    const devices = this.devices.get();
    const id = this.ears.get()[part] ?? devices.computers[part];
    return devices[part].find(d => d.id === id);
  }

  private miss(before: readonly (Chosen | undefined)[]): void {
    const devices = this.devices.get();
    const back = this.lost.get();
    if (back && present(devices[back.part], { id: "", name: back.name })) this.lost.set(null);
    parts.forEach((part, i) => {
      const was = before[i];
      if (was && !present(devices[part], was)) this.lost.set({ part, name: was.name, last: devices[part].length === 0 });
    });
  }
}

function present(devices: readonly Chosen[], chosen: Chosen | null): string | null {
  if (!chosen) return null;
  return (devices.find(d => d.id === chosen.id) ?? devices.find(d => d.name === chosen.name))?.id ?? null;
}

function listed(all: readonly MediaDeviceInfo[]): Devices {
  const kind = (part: Part) => all.filter(d => kinds[d.kind] === part);
  const real = (part: Part) => kind(part).filter(d => !computers.includes(d.deviceId));
  const of = (part: Part) => real(part).map((d, i) => ({ id: d.deviceId, name: d.label || texts.audio.unknown(i + 1) }));
  // Chrome names the computer's choice by the group of its device; others list it first.
  const set = (part: Part) => {
    const group = kind(part).find(d => d.deviceId === "default")?.groupId;
    return (real(part).find(d => d.groupId === group) ?? real(part)[0])?.deviceId ?? null;
  };
  return {
    microphone: of("microphone"),
    speaker: of("speaker"),
    computers: { microphone: set("microphone"), speaker: set("speaker") },
    named: kind("microphone").some(d => d.label !== ""),
  };
}
