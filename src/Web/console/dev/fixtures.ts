import type { Api } from "../src/api/api";
import type { AgentFacts, AssignmentFacts, CallPartyView, CallView, Channel, ConsoleClient, ConsoleSnapshot, ContactFacts, ContactView, DangerNote, DangerView, FiguresView, LiveChange, MessageView, OutcomeForm, OutcomeView, OutcomeWordsView, SafeContactView, SessionView, StepReply, TransferTargets, WhyView } from "../src/api/contract";
import { emptyForm } from "../src/outcome/form";
import type { Wire } from "../src/live/wire";
import { lineWords } from "./lineWords";

// Invented people and a pretend server, for tests and the demo page. Numbers are from Ofcom's drama ranges.

export const now = Date.parse("2026-11-20T03:12:00Z");

export function ago(seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}

export function id(n: number): string {
  return n.toString(16).padStart(32, "0");
}

export const me: SessionView = { id: id(1), name: "Amina", pool: "main", roles: ["agent"], channels: ["phone", "sms", "email"] };
export const supervisor: SessionView = { ...me, roles: ["agent", "supervisor"] };

export function contact(n: number, change: Partial<Omit<ContactFacts, "demand">> & { channel?: Channel; skills?: string[] } = {}): ContactFacts {
  const { channel = "phone", skills = ["lang:en", "line:northants"], ...facts } = change;
  return {
    id: id(n),
    line: "northants",
    demand: { channel, skills },
    priority: "normal",
    state: "waiting",
    waitingSince: ago(74),
    closeReason: null,
    stage: 0,
    knownTo: null,
    reservedFor: null,
    task: null,
    ...facts,
  };
}

export function assignment(n: number, of: number, change: Partial<AssignmentFacts> = {}): AssignmentFacts {
  return { id: id(n), contact: id(of), agent: me.id, channel: "phone", state: "active", since: ago(252), deadline: null, ...change };
}

export function agent(n: number, change: Partial<AgentFacts> = {}): AgentFacts {
  return { id: id(n), status: "available", connected: true, since: ago(720), reason: null, ...change };
}

export function snapshot(change: Partial<ConsoleSnapshot> = {}): ConsoleSnapshot {
  return {
    position: { epoch: 1, number: 10 },
    at: new Date(now).toISOString(),
    me,
    lines: [
      { id: "northants", name: "0800 line", area: "Northamptonshire" },
      { id: "leics", name: "Leicestershire line", area: "Leicestershire" },
    ],
    names: [
      { id: id(1), name: "Amina" },
      { id: id(2), name: "Bronwen" },
      { id: id(3), name: "Chidi" },
      { id: id(4), name: "Dorota" },
    ],
    contacts: [],
    assignments: [],
    agents: [agent(1)],
    figures: null,
    ...change,
  };
}

/** Why a call waits: two who could take it are busy, and in half a minute it asks for less. */
export function why(change: Partial<WhyView> = {}): WhyView {
  return {
    contact: contact(110),
    at: new Date(now).toISOString(),
    position: 2,
    asks: ["lang:pa", "line:northants", "specialism:faith@3"],
    openBackups: [],
    offeredTo: null,
    reservedUntil: null,
    widens: { at: ago(-34), drops: ["lang:pa"], lowersLevelsTo: 1, opens: ["on-call"] },
    skipped: [{ reason: "noSkill", agents: 3 }, { reason: "notAvailable", agents: 1 }, { reason: "busy", agents: 2 }, { reason: "declined", agents: 1 }],
    nearest: [{ agent: id(4), why: "declined" }, { agent: id(2), why: "busy" }, { agent: id(3), why: "busy" }, { agent: id(5), why: "notAvailable" }],
    ...change,
  };
}

export const figures: FiguresView = {
  today: { answered: 41, abandoned: 2, serviceLevel: 0.88 },
  occupancy: 0.62,
  channels: [
    { channel: "phone", today: { answered: 30, abandoned: 2, serviceLevel: 0.9 }, estimate: { lowMinutes: 1, highMinutes: 3 } },
    { channel: "sms", today: { answered: 11, abandoned: 0, serviceLevel: 0.82 }, estimate: { lowMinutes: 0, highMinutes: 10 } },
  ],
};

export function change(number: number, what: Partial<LiveChange>): LiveChange {
  return { position: { epoch: 1, number }, at: new Date(now).toISOString(), kind: "enqueued", contact: null, assignment: null, agent: null, reason: null, detail: null, ...what };
}

export function message(n: number, text: string, what: Partial<MessageView> = {}): MessageView {
  return { id: id(n), inbound: true, author: null, text, at: ago(600 - n), delivery: null, problem: null, refusedAsUnsafe: false, ...what };
}

export function view(n: number, what: Partial<ContactView> = {}): ContactView {
  return {
    id: id(n),
    pool: "main",
    line: "northants",
    channel: "phone",
    state: "inHand",
    closeReason: null,
    arrivedAt: ago(340),
    maskedAddress: "+44 •••• 123",
    addressWithheld: false,
    earlierContacts: 2,
    messages: [],
    assignments: [],
    access: null,
    relievedAt: null,
    ...what,
  };
}

/** Nobody has asked them yet: only an answer may go. */
export function safeView(contact: string, change: Partial<SafeContactView> = {}): SafeContactView {
  const kinds = ["call", "voicemail", "text", "email", "videoLink"] as const;
  return {
    contact,
    version: 0,
    rules: null,
    hasLapsed: false,
    by: null,
    at: null,
    otherRules: 0,
    summary: null,
    now: kinds.map(kind => ({ kind, allowed: kind === "text" || kind === "email", reason: null, nextSafe: null })),
    overrides: [],
    ...change,
  };
}

export function outcomeView(n: number, form: Partial<OutcomeForm> = {}, what: Partial<OutcomeView> = {}): OutcomeView {
  return { assignment: id(n), form: { ...emptyForm, ...form }, revision: 1, logged: false, carried: false, ...what };
}

export const words: OutcomeWordsView = {
  contactTypes: ["victim", "witness", "third_party_individual", "professional", "reporting_centre", "repeat_follow_up", "information_only", "silent", "snap_hangup", "wrong_number", "abusive", "hoax_or_test", "media_or_press", "suspected_perpetrator"],
  strands: ["race", "religion_or_belief", "sexual_orientation", "disability", "transgender_identity", "alternative_subculture", "sex_or_gender_misogyny", "age", "variations_sex_characteristics", "other", "unknown"],
  incidentTypes: ["verbal_abuse", "threat", "harassment", "bullying", "physical_assault", "sexual_violence", "property_damage", "arson", "graffiti", "hate_mail", "online_abuse", "hoax_calls", "offensive_display", "exclusion_or_refused_service", "dumping_rubbish", "malicious_complaint", "other"],
  recipients: ["police", "council", "support", "csp", "regulator"],
  shareLevels: ["full", "anonymised", "statistics_only", "none"],
  risks: ["none_known", "concern", "high", "imminent"],
  outcomes: ["advice_only", "signposted", "referred_accepted", "referred_declined", "reported_to_police_named", "reported_anon", "no_action_wanted", "ongoing_support", "unable_to_help", "ended_abusive", "disconnected"],
};

/** A call between two, with nothing done to it. */
export function callView(n: number, what: Partial<CallView> = {}): CallView {
  return { contact: id(n), personIsHere: true, hold: null, agents: [me.id], leftAlone: false, handover: null, parties: [], ownPhone: null, ...what };
}

export function party(n: number, what: Partial<CallPartyView> = {}): CallPartyView {
  return { id: id(n), role: "interpreter", state: "joined", since: ago(65), agent: me.id, name: "Ewa", language: "Polish", provider: null, maskedNumber: "+44 •••• 555", mode: null, problem: null, ...what };
}

/** Raised a moment ago, with nothing written yet. */
export function dangerView(n: number, what: Partial<DangerView> = {}): DangerView {
  return { id: id(n), contact: id(100), raisedBy: me.id, raisedAt: ago(20), closedBy: null, closedAt: null, notes: [], ...what };
}

export function dangerNote(n: number, what: Partial<DangerNote> & Pick<DangerNote, "step">): DangerNote {
  return { id: id(n), choice: null, text: null, calledBy: null, calledAt: null, reference: null, by: me.id, at: ago(10), ...what };
}

export const targets: TransferTargets = {
  agents: [{ id: id(2), name: "Bronwen", free: true }, { id: id(3), name: "Chidi", free: false }],
  lines: [{ id: "northants", name: "0800 line" }, { id: "leics", name: "Leicestershire line" }],
  skills: ["bsl", "lang:pl", "specialism:faith"],
};

/** A server that agrees to everything; a test replaces what it asks about. */
export function fakeApi(change: Partial<Api> = {}): Api {
  return {
    signIn: () => Promise.resolve(me),
    session: () => Promise.resolve(me),
    signOut: () => Promise.resolve(),
    contact: () => Promise.resolve(view(100)),
    reveal: () => Promise.resolve("+447700900123"),
    send: () => Promise.resolve(),
    task: () => Promise.resolve({ task: "message", at: ago(600), seconds: 80, isHere: true, tries: [], mayRingAgain: false, begunBy: null }),
    ringAgain: () => Promise.resolve(),
    transcript: () => Promise.resolve({ text: "", revision: 0 }),
    saveTranscript: (_contact, _text, revision) => Promise.resolve({ revision: revision + 1 }),
    why: contactId => Promise.resolve(why({ contact: { ...contact(0), id: contactId } })),
    changePriority: () => Promise.resolve(),
    forceOff: () => Promise.resolve(),
    call: contactId => Promise.resolve(callView(0, { contact: contactId })),
    orderCall: () => Promise.resolve(),
    addParty: () => Promise.resolve(),
    removeParty: () => Promise.resolve(),
    recordings: () => Promise.resolve({ mayRecord: false, recordings: [] }),
    record: () => Promise.resolve(),
    recordingSound: () => Promise.resolve(new Blob([], { type: "audio/mpeg" })),
    transfer: () => Promise.resolve(),
    transferTargets: () => Promise.resolve(targets),
    listen: () => Promise.resolve({ party: id(900), ticket: "t".repeat(32) }),
    takeOver: () => Promise.resolve(),
    endCall: () => Promise.resolve(),
    outcome: assignment => Promise.resolve({ ...outcomeView(0), assignment }),
    saveOutcome: (_assignment, _form, revision) => Promise.resolve({ result: "saved", revision: revision + 1, problems: [] }),
    logOutcome: () => Promise.resolve({ result: "logged", missing: [] }),
    outcomeWords: () => Promise.resolve(words),
    safeContact: contact => Promise.resolve(safeView(contact)),
    saveSafeContact: (contact, rules, version) => Promise.resolve(safeView(contact, { rules, version: version + 1, summary: "texts only", by: me.id, at: new Date(now).toISOString() })),
    askOverride: () => Promise.resolve(),
    markAccess: () => Promise.resolve(),
    leaveAbusive: () => Promise.resolve(),
    staffIncidents: () => Promise.resolve({ day: 0, week: 0, month: 0 }),
    dangers: () => Promise.resolve([]),
    raiseDanger: contactId => Promise.resolve([dangerView(900, { contact: contactId })]),
    writeDanger: contactId => Promise.resolve([dangerView(900, { contact: contactId })]),
    closeDanger: contactId => Promise.resolve([dangerView(900, { contact: contactId, closedBy: me.id, closedAt: ago(0) })]),
    openDangers: () => Promise.resolve([]),
    openOverrides: () => Promise.resolve([]),
    decideOverride: () => Promise.resolve(),
    ringThem: () => Promise.resolve({ contact: id(700) }),
    callNumber: () => Promise.resolve({ contact: id(700) }),
    ownPhone: () => Promise.resolve({ rings: false, maskedNumber: null }),
    chooseOwnPhone: (rings, number) => Promise.resolve({ rings, maskedNumber: number && "+44 7••• •••555" }),
    forgetOwnPhone: () => Promise.resolve(),
    ownPhoneEnd: () => Promise.resolve({ problem: null }),
    lineWords: line => Promise.resolve({ ...lineWords(), line }),
    wordsVersions: () => Promise.resolve([]),
    editWords: () => Promise.resolve(),
    softphone: () => Promise.resolve({ kind: "simulator", identity: "agent_1", token: null, expiresAt: null }),
    ...change,
  };
}

/** A hub in memory: `server` is how a test speaks as the server. */
export class FakeWire implements Wire {
  server!: ConsoleClient;
  lost: () => void = () => undefined;
  started = 0;
  readonly calls: unknown[][] = [];

  constructor(public first: ConsoleSnapshot) {}

  readonly open = (client: ConsoleClient): Wire => {
    this.server = client;
    return this;
  };

  start(): Promise<void> {
    this.started++;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.lost();
    return Promise.resolve();
  }

  onLost(listener: () => void): void {
    this.lost = listener;
  }

  snapshot(): Promise<ConsoleSnapshot> {
    return Promise.resolve(this.first);
  }

  heartbeat(): Promise<void> {
    return Promise.resolve();
  }

  setStatus = this.step("setStatus");
  decline = this.step("decline");
  threadOpened = this.step("threadOpened");
  end = this.step("end");

  acceptOnPhone(assignment: string): ReturnType<Wire["accept"]> {
    this.calls.push(["acceptOnPhone", assignment]);
    return Promise.resolve({ outcome: "accepted", contact: null, ticket: null, message: null });
  }

  accept(assignment: string): ReturnType<Wire["accept"]> {
    this.calls.push(["accept", assignment]);
    return Promise.resolve({ outcome: "accepted", contact: id(100), ticket: "t".repeat(32), message: null });
  }

  private step(name: string) {
    return (...args: unknown[]): Promise<StepReply> => {
      this.calls.push([name, ...args]);
      return Promise.resolve({ done: true, message: null });
    };
  }
}
