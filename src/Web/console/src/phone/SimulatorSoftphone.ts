import type { SoftphoneSetup } from "../api/contract";
import type { Headset } from "../headset/Headset";
import { texts } from "../texts";
import { DemoSound } from "./DemoSound";
import type { CallLeg, Heard, ISoftphone, JoinOrder, LegEvents } from "./softphone";

const calls = "/simulator/client/calls";
/** EventSource.CLOSED. */
const closed = 2;

/** The demo's telephone: speech is text, both ways. */
export class SimulatorSoftphone implements ISoftphone {
  constructor(
    private readonly setup: SoftphoneSetup,
    private readonly openStream: (url: string) => EventSource = url => new EventSource(url),
    private readonly headset: Headset | null = null,
  ) {}

  async connect(order: JoinOrder, events: LegEvents): Promise<CallLeg> {
    const { sid } = (await post(calls, { identity: this.setup.identity, params: { ...order } })) as { sid: string };
    const call = `${calls}/${encodeURIComponent(sid)}`;
    const stream = this.openStream(`${call}/events`);
    const sound = this.headset && new DemoSound(`/simulator/sound/${encodeURIComponent(sid)}`, this.headset);
    listen(stream, {
      ...events,
      ended: problem => {
        sound?.end();
        events.ended(problem);
      },
    });
    return {
      ...(sound ? { sound } : {}),
      mute: muted => {
        sound?.mute(muted);
        void post(`${call}/mute`, { muted }).catch(() => undefined);
      },
      sendDigits: keys => void post(`${call}/press`, { keys }).catch(() => undefined),
      hangUp: () => {
        sound?.end();
        void fetch(call, { method: "DELETE", keepalive: true }).catch(() => undefined);
      },
      say: async text => void (await post(`${call}/say`, { text })),
    };
  }

  dispose(): void {
    // Nothing is held between calls.
  }
}

function listen(stream: EventSource, events: LegEvents): void {
  stream.addEventListener("state", event => {
    events.shaky(false);
    if (stateOf(event) === "connected") events.open();
  });
  for (const words of ["heard", "said"]) stream.addEventListener(words, event => events.heard(JSON.parse((event as MessageEvent<string>).data) as Heard));
  stream.addEventListener("ended", () => {
    stream.close();
    events.ended(null);
  });
  stream.addEventListener("error", () => {
    // A stream that breaks tries again by itself; one the server refuses is gone, and the call with it.
    if (stream.readyState === closed) events.ended(texts.phone.broke);
    else events.shaky(true);
  });
}

/** The state comes as a word, bare or in an object. */
function stateOf(event: Event): string {
  const { data } = event as MessageEvent<string>;
  try {
    const said: unknown = JSON.parse(data);
    return typeof said === "string" ? said : String((said as { state?: unknown }).state);
  } catch {
    return data;
  }
}

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(texts.phone.refused);
  return response.headers.get("content-type")?.includes("json") ? await response.json() : null;
}
