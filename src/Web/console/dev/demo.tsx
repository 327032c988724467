import "../src/theme/base.css";
import { createRoot } from "react-dom/client";
import { assemble } from "../src/compose";
import { LiveConnection } from "../src/live/LiveConnection";
import type { CallLeg } from "../src/phone/softphone";
import { Keep } from "../src/session/keep";
import { Session } from "../src/session/Session";
import { App } from "../src/shell/App";
import { ServerClock } from "../src/time/clock";
import { FakeWire, ago, callView, fakeApi, id, outcomeView, safeView, view, why } from "./fixtures";
import { scenes } from "./scenes";

// /console/dev/demo.html?scene=ringing&theme=dark: every state of the console without a server. Not part of the build.
const asked = new URLSearchParams(location.search);
const name = asked.get("scene") ?? "idle";
const scene = scenes[name];
const theme = asked.get("theme");
const keep = new Keep(sessionStorage);
if (theme) keep.write("theme", theme);
if (scene?.page) history.replaceState(null, "", `/console/${scene.page}`);

if (scene) {
  const views = new Map(scene.views?.map(v => [v.id, v]));
  const api = fakeApi({
    why: contactId => {
      const asked = scene.snapshot.contacts.find(c => c.id === contactId)!;
      return Promise.resolve(why({ contact: asked, asks: asked.demand.skills }));
    },
    call: contactId => Promise.resolve(scene.calls?.find(c => c.contact === contactId) ?? callView(0, { contact: contactId })),
    session: () => (name === "signin" ? Promise.reject(new Error()) : Promise.resolve(scene.snapshot.me)),
    contact: id => Promise.resolve(views.get(id) ?? { ...view(0), id, channel: "sms" }),
    safeContact: id => Promise.resolve(scene.safe?.contact === id ? scene.safe : safeView(id)),
    dangers: contactId => Promise.resolve(scene.dangers?.filter(d => d.contact === contactId) ?? []),
    openDangers: () => Promise.resolve([...(scene.openDangers ?? [])]),
    openOverrides: () => Promise.resolve([...(scene.overrides ?? [])]),
    wordsVersions: () => Promise.resolve([{ version: 2, text: "Number {place}. We are coming.", editedBy: id(2), editedAt: ago(86_400) }, { version: 1, text: "You are number {place}.", editedBy: id(1), editedAt: ago(900_000) }]),
    outcome: assignment => Promise.resolve({ ...outcomeView(0, scene.form), assignment }),
  });
  if (scene.safeDraft) keep.write(`safe.${scene.safe!.contact}`, { rules: scene.safeDraft, version: 0 });
  const wire = new FakeWire(scene.snapshot);
  const live = new LiveConnection({ open: wire.open, clock: new ServerClock(), stillSignedIn: () => Promise.resolve(true), startHeartbeat: beat => {
    const timer = setInterval(beat, 3000);
    return () => clearInterval(timer);
  } });
  const services = assemble({ api, session: new Session(api), clock: new ServerClock(), live, keep });
  if (scene.select) services.selection.set({ assignment: scene.select, focus: true });
  if (scene.opened) services.dangers.opened.set(scene.opened);
  if (scene.call) pretendCall();
  if (scene.listen) pretendListening(scene.listen);
  createRoot(document.getElementById("root")!).render(<App services={{ ...services, clock: fixedClock(scene.snapshot.at) }} />);

  function pretendListening(contact: string) {
    pretendLine();
    void services.listening.start(contact, scene!.snapshot.assignments.find(a => a.contact === contact)!.agent, "main");
  }

  function pretendCall() {
    const [first] = scene!.snapshot.assignments;
    pretendLine();
    void services.call.join({ pool: "main", assignment: first!.id, ticket: "" });
  }

  function pretendLine() {
    const leg: CallLeg = { mute: () => undefined, hangUp: () => undefined, sendDigits: () => undefined, say: () => Promise.resolve() };
    const call = services.call as unknown as { softphone: Promise<unknown> };
    call.softphone = Promise.resolve({
      connect: (_: unknown, events: { open(): void; heard(h: { from: string; text: string }): void }) => {
        events.open();
        setTimeout(() => {
          events.heard({ from: "caller", text: "Hello? I don't know if this is the right place." });
          void services.call.say("You are in the right place. My name is Amina. Take your time.");
          setTimeout(() => events.heard({ from: "caller", text: "It was two men on the bus. They shouted at me, about where I should go back to. It is not the first time." }));
        });
        return Promise.resolve(leg);
      },
      dispose: () => undefined,
    });
  }
}

function fixedClock(at: string): ServerClock {
  const clock = new ServerClock();
  clock.set(at);
  return clock;
}
