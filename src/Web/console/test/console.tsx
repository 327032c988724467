import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeApi, FakeWire, snapshot } from "../dev/fixtures";
import type { Api } from "../src/api/api";
import type { ConsoleSnapshot, LiveChange } from "../src/api/contract";
import { assemble } from "../src/compose";
import { LiveConnection } from "../src/live/LiveConnection";
import type { Sound } from "../src/offer/sound";
import { Session } from "../src/session/Session";
import { App } from "../src/shell/App";
import { ServerClock } from "../src/time/clock";

export function silent(): Sound & { rings: number } {
  return { allowed: true, rings: 0, unlock: () => undefined, ring() { this.rings++; }, stopRinging: () => undefined, message: () => undefined };
}

/** The whole console on a pretend server, as an agent sees it. */
export async function openConsole({ first = snapshot(), api = {} }: { first?: ConsoleSnapshot; api?: Partial<Api> } = {}) {
  const fake = fakeApi({ session: () => Promise.resolve(first.me), ...api });
  const wire = new FakeWire(first);
  const session = new Session(fake);
  const clock = new ServerClock();
  const live = new LiveConnection({ open: wire.open, clock, stillSignedIn: () => session.stillHolds(), startHeartbeat: () => () => undefined });
  const sound = silent();
  const services = assemble({ api: fake, session, clock, live, sound });
  const user = userEvent.setup();
  const view = render(<App services={services} />);
  await screen.findByRole("navigation");
  return { services, wire, user, sound, ...view, hear: (change: LiveChange) => act(() => wire.server.changed(change)) };
}
