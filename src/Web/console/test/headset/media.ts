/** Microphones and speakers in a test's hand. */
export class FakeMedia extends EventTarget {
  devices: MediaDeviceInfo[] = [];
  refuse: DOMException | null = null;
  asked: MediaStreamConstraints[] = [];
  stopped = 0;

  constructor(...names: string[]) {
    super();
    this.devices = listOf(names);
  }

  plug(...names: string[]): void {
    this.devices = listOf(names);
    this.dispatchEvent(new Event("devicechange"));
  }

  enumerateDevices = () => Promise.resolve(this.devices);

  getUserMedia = (wanted: MediaStreamConstraints) => {
    this.asked.push(wanted);
    return this.refuse ? Promise.reject(this.refuse) : Promise.resolve({ getTracks: () => [{ stop: () => this.stopped++ }] } as unknown as MediaStream);
  };
}

/** The first is what the computer is set to, as Chrome lists it. */
function listOf(names: readonly string[]): MediaDeviceInfo[] {
  const of = (kind: MediaDeviceKind, letter: string) => [
    ...names.slice(0, 1).map(name => ({ kind, deviceId: "default", groupId: name, label: `Default - ${name}` })),
    ...names.map(name => ({ kind, deviceId: `${letter}-${name}`, groupId: name, label: name })),
  ];
  return [...of("audioinput", "m"), ...of("audiooutput", "s")] as unknown as MediaDeviceInfo[];
}

export function asMedia(media: FakeMedia): MediaDevices {
  return media as unknown as MediaDevices;
}
