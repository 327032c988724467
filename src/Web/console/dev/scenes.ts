import type { CallView, ConsoleSnapshot, ContactView, DangerView, OpenDanger, OpenSafeOverride, OutcomeForm, SafeContactForm, SafeContactView, SessionView } from "../src/api/contract";
import { agent, ago, assignment, callView, contact, dangerNote, dangerView, figures, id, message, party, safeView, snapshot, supervisor, view } from "./fixtures";

export interface Scene {
  readonly snapshot: ConsoleSnapshot;
  readonly views?: readonly ContactView[];
  readonly form?: Partial<OutcomeForm>;
  readonly call?: "open" | undefined;
  /** How the calls stand. */
  readonly calls?: readonly CallView[];
  /** A supervisor is on this contact's call. */
  readonly listen?: string;
  readonly select?: string;
  readonly page?: "everyone" | "words";
  readonly me?: SessionView;
  readonly safe?: SafeContactView;
  /** Half a safe-contact form, as a reload left it. */
  readonly safeDraft?: SafeContactForm;
  readonly overrides?: readonly OpenSafeOverride[];
  readonly dangers?: readonly DangerView[];
  readonly openDangers?: readonly OpenDanger[];
  /** The danger a supervisor has open, by its contact. */
  readonly opened?: string;
}

const safeRules: SafeContactForm = {
  never: false,
  kinds: ["call"],
  voicemail: false,
  withholdNumber: true,
  times: [{ days: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: 540, to: 1020 }, { days: ["saturday"], from: 1320, to: 60 }],
  until: null,
  wording: "say you are the dentist",
  note: "He works nights and sleeps until noon.",
  safeWord: "appointment",
};

const callsOnly = "They asked for calls only, 9 to 17 on weekdays.";

const safe = safeView(id(101), {
  version: 2,
  rules: safeRules,
  by: id(2),
  at: ago(86_400),
  otherRules: 1,
  summary: "calls only, 9 to 17 on weekdays or 22 to 1 on Saturday, no voicemail, number withheld",
  now: [{ kind: "call", allowed: false, reason: callsOnly, nextSafe: ago(-20_000) }, { kind: "text", allowed: false, reason: callsOnly, nextSafe: null }],
});

const refusedThread = view(101, {
  channel: "sms",
  messages: [
    message(1, "he reads my phone. can you call me at work", { at: ago(240) }),
    message(2, "Of course. Is there a number where he cannot hear?", { inbound: false, author: id(1), delivery: "failed", problem: callsOnly, refusedAsUnsafe: true, at: ago(60) }),
  ],
});

const texting = snapshot({ contacts: [contact(101, { channel: "sms", state: "inHand" })], assignments: [assignment(11, 101, { channel: "sms", since: ago(200) })] });

const inDanger = dangerView(900, {
  notes: [
    dangerNote(901, { step: "joining", by: id(2) }),
    dangerNote(902, { step: "who", text: "A woman, about 30, and her son" }),
    dangerNote(903, { step: "where", text: "Bus station, Northampton" }),
    dangerNote(904, { step: "where", text: "Now at the railway station, platform 2, in the waiting room", by: id(2) }),
    dangerNote(905, { step: "consent", choice: "childAtRisk", by: id(2) }),
    dangerNote(906, { step: "called", calledBy: "Bronwen", calledAt: ago(15), reference: "NP-417", by: id(2) }),
  ],
});

const openDanger: OpenDanger = { id: id(900), contact: id(100), line: "northants", channel: "phone", state: "inHand", raisedBy: id(1), raisedAt: ago(42), joining: null, called: false, returned: null };

const request: OpenSafeOverride = {
  id: id(900), contact: id(121), line: "leics", channel: "sms", kind: "text", message: id(2), askedBy: id(3), askedAt: ago(40), until: ago(-860),
  sentence: callsOnly, reason: "Her mother is dying; she asked us to tell her at any cost.", text: "Please ring the ward, they are asking for you.",
};

const half: Partial<OutcomeForm> = {
  contactType: "victim",
  strands: ["race"],
  incidentTypes: ["verbal_abuse", "threat"],
  sharing: { police: "full", council: "none" },
  risk: "concern",
  notes: "Two men on the number 12 bus, after the late shift. Same two as last week. She got off a stop early and walked.",
};

const thread = view(101, {
  channel: "sms",
  earlierContacts: 0,
  messages: [
    message(1, "hi is this the hate crime line? i cant talk on the phone he will hear", { at: ago(540) }),
    message(2, "Yes, it is. You can write to me here for as long as you like. Are you safe right now?", { inbound: false, author: id(1), delivery: "delivered", at: ago(480) }),
    message(3, "yes locked in my room. they put something through the door again", { at: ago(420) }),
    message(4, "I am so sorry. Do not touch it if you can. Is anybody else at home with you?", { inbound: false, author: id(1), delivery: "undelivered", problem: "Their phone could not be reached, so they have not read this. Wait a few minutes, then write it again.", at: ago(300) }),
    message(5, "hello? are you there", { at: ago(60) }),
  ],
});

const busy = snapshot({
  me: supervisor,
  contacts: [
    contact(110, { waitingSince: ago(14) }),
    contact(111, { channel: "sms", waitingSince: ago(130), line: "leics", skills: ["lang:pa", "line:leics", "specialism:faith@3"] }),
    contact(112, { waitingSince: ago(84), priority: "dropped" }),
    contact(113, { waitingSince: ago(9), priority: "imminentDanger" }),
    contact(114, { waitingSince: ago(61), knownTo: id(2), reservedFor: id(2), channel: "email" }),
    contact(115, { waitingSince: ago(410), task: "callBack", stage: 1 }),
    contact(120, { state: "inHand" }),
    contact(121, { state: "inHand", channel: "sms", line: "leics" }),
    contact(122, { state: "inHand", channel: "email" }),
  ],
  assignments: [
    assignment(20, 120, { agent: id(2), since: ago(612) }),
    assignment(21, 121, { agent: id(3), channel: "sms", since: ago(190) }),
    assignment(22, 122, { agent: id(3), channel: "email", state: "parked", since: ago(90) }),
    assignment(23, 110, { agent: id(1), state: "offered", since: ago(4), deadline: ago(-16) }),
    assignment(24, 199, { agent: id(4), state: "wrapUp", since: ago(75) }),
  ],
  figures,
  agents: [agent(1), agent(2), agent(3), agent(4), agent(5, { status: "break", since: ago(300) }), agent(6, { connected: false, since: ago(22) })],
  names: [
    { id: id(1), name: "Amina" },
    { id: id(2), name: "Bronwen" },
    { id: id(3), name: "Chidi" },
    { id: id(4), name: "Dorota" },
    { id: id(5), name: "Eleri" },
    { id: id(6), name: "Farah" },
  ],
});

const onCall: Scene = {
  snapshot: snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] }),
  views: [view(100)],
  form: half,
  call: "open",
};

/** What the demo page can show: one for each thing an agent's day brings. */
export const scenes: Readonly<Record<string, Scene>> = {
  idle: { snapshot: snapshot() },
  off: { snapshot: snapshot({ agents: [agent(1, { status: "offline" })] }) },
  paused: { snapshot: snapshot({ agents: [agent(1, { status: "paused", since: ago(20) })] }) },
  ringing: {
    snapshot: snapshot({
      contacts: [contact(100, { waitingSince: ago(14), priority: "high" }), contact(101, { channel: "sms", state: "inHand" })],
      assignments: [assignment(10, 100, { state: "offered", since: ago(3), deadline: ago(-6) }), assignment(11, 101, { channel: "sms" })],
    }),
    views: [thread],
  },
  call: {
    snapshot: snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] }),
    views: [view(100)],
    form: half,
    call: "open",
  },
  held: { ...onCall, calls: [callView(100, { hold: { since: ago(42), why: "agent" } })] },
  threeWay: { ...onCall, calls: [callView(100, { parties: [party(500), party(501, { role: "thirdParty", name: "Housing officer", language: null, state: "ringing" }), party(502, { role: "supervisor", agent: id(2), mode: "listen", name: null, language: null, maskedNumber: null }), party(503, { state: "failed", name: null, problem: "They did not answer.", since: ago(20) })] })] },
  alone: { ...onCall, call: undefined, calls: [callView(100, { leftAlone: true, agents: [], parties: [party(500)] })] },
  relay: { ...onCall, views: [view(100, { access: { service: "bslRelay", provider: "SignLive", interpreter: "17", by: id(1), at: ago(100) }, addressWithheld: true, relievedAt: ago(300) })] },
  danger: { ...onCall, dangers: [inDanger] },
  dangerNew: { ...onCall, dangers: [dangerView(900)] },
  dangerText: { snapshot: texting, views: [refusedThread], dangers: [dangerView(900, { contact: id(101) })], select: id(11) },
  dangerBar: {
    snapshot: { ...busy, me: supervisor },
    page: "everyone",
    openDangers: [openDanger, { ...openDanger, id: id(910), contact: id(120), channel: "sms", raisedBy: id(3), raisedAt: ago(400), joining: id(2), called: true, state: "closed" }],
  },
  dangerDesk: {
    snapshot: { ...busy, me: supervisor },
    page: "everyone",
    openDangers: [openDanger],
    dangers: [inDanger],
    opened: id(100),
  },
  handover: {
    ...onCall,
    snapshot: snapshot({ contacts: [contact(100)], assignments: [assignment(10, 100, { state: "wrapUp", since: ago(20) })] }),
    select: id(10),
    calls: [callView(100, { hold: { since: ago(20), why: "transfer" }, handover: { from: id(1), fromAssignment: id(10), kind: "warm", to: id(2) } })],
  },
  listening: { snapshot: { ...busy, me: { ...supervisor, roles: ["supervisor"] }, agents: busy.agents.slice(1) }, page: "everyone", listen: id(120) },
  broken: { snapshot: snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] }), views: [view(100)], form: half },
  thread: {
    snapshot: snapshot({
      contacts: [contact(101, { channel: "sms", state: "inHand" }), contact(102, { channel: "email", state: "inHand" }), contact(103, { channel: "sms", waitingSince: ago(20) })],
      assignments: [assignment(11, 101, { channel: "sms", since: ago(560) }), assignment(12, 102, { channel: "email", state: "parked", since: ago(1900) })],
    }),
    views: [thread, view(102, { channel: "email", maskedAddress: "s•••@•••.org" })],
    select: id(11),
    form: { notes: "Writes because she cannot speak. Locked in her room." },
  },
  wrapup: {
    snapshot: snapshot({ assignments: [assignment(10, 100, { state: "wrapUp", since: ago(40) })] }),
    views: [view(100, { state: "closed", closeReason: "answered" })],
    form: { ...half, outcome: "reported_to_police_named" },
  },
  everyone: { snapshot: busy, page: "everyone" },
  overseer: { snapshot: { ...busy, me: { ...supervisor, roles: ["supervisor"] }, agents: busy.agents.slice(1) }, page: "everyone" },
  safe: { snapshot: texting, views: [refusedThread], safe, select: id(11) },
  safeForm: { snapshot: texting, views: [refusedThread], safe: safeView(id(101)), safeDraft: safeRules, select: id(11) },
  requests: { snapshot: busy, page: "everyone", overrides: [request, { ...request, id: id(901), kind: "call", message: null, text: null, askedBy: id(1) }] },
  forcedOff: { snapshot: snapshot({ agents: [agent(1, { status: "offline", reason: "forcedOff", since: ago(20) })] }) },
  words: { snapshot: busy, page: "words" },
  quiet: { snapshot: snapshot({ me: supervisor, agents: [agent(1), agent(2)] }), page: "everyone" },
};
