import type { AccessMark, AddPartyRequest, CallNumberRequest, CallView, ContactView, DangerEntry, DangerView, LineWordsView, ListenTicket, LogOutcomeReply, OpenDanger, OpenSafeOverride, OutboundKind, OutcomeForm, OutcomeView, OutcomeWordsView, OwnPhone, Priority, RecordingsView, RingThemRequest, SafeContactForm, SafeContactView, SaveOutcomeReply, SessionView, SoftphoneSetup, StaffIncidentCounts, StaffIncidentWay, TaskView, TranscriptView, TransferRequest, TransferTargets, WhyView, WordsVersionView } from "./contract";
import type { Http } from "./http";

/** What can be ordered about a live call without saying more. The last five are a supervisor's. */
export type CallOrder = "hold" | "resume" | "mute" | "unmute" | "leave-alone" | "hand-over" | "back-to-queue" | "listen-only" | "whisper" | "barge" | "leave";

/** The HTTP API, one function per endpoint. Every failure is a Problem with words for people. */
export interface Api {
  signIn(userName: string, password: string): Promise<SessionView>;
  session(): Promise<SessionView>;
  signOut(): Promise<void>;
  contact(id: string): Promise<ContactView>;
  reveal(contact: string, reason: string): Promise<string>;
  send(contact: string, message: { id: string; text: string }): Promise<void>;
  /** What a task of ours is about; nothing personal. */
  task(contact: string): Promise<TaskView>;
  ringAgain(contact: string): Promise<void>;
  transcript(contact: string): Promise<TranscriptView>;
  saveTranscript(contact: string, text: string, revision: number): Promise<{ revision: number }>;
  /** Supervisors only, as the two after it. */
  why(contact: string): Promise<WhyView>;
  changePriority(contact: string, priority: Priority): Promise<void>;
  forceOff(agent: string): Promise<void>;
  call(contact: string): Promise<CallView>;
  /** Taken, not done: the call view says when the network has done it. */
  orderCall(contact: string, order: CallOrder): Promise<void>;
  addParty(contact: string, party: AddPartyRequest): Promise<void>;
  removeParty(contact: string, party: string): Promise<void>;
  recordings(contact: string): Promise<RecordingsView>;
  /** Starting says that the person agreed; taken, not done, as other orders. */
  record(contact: string, step: "start" | "pause" | "resume" | "stop" | "withdraw"): Promise<void>;
  /** The sound whole. Written down with the name of who asks, each time it is asked for. */
  recordingSound(contact: string, recording: string): Promise<Blob>;
  transfer(contact: string, request: TransferRequest): Promise<void>;
  transferTargets(contact: string): Promise<TransferTargets>;
  /** Supervisors only, as the two after it. */
  listen(contact: string): Promise<ListenTicket>;
  takeOver(contact: string): Promise<void>;
  endCall(contact: string): Promise<void>;
  outcome(assignment: string): Promise<OutcomeView>;
  saveOutcome(assignment: string, form: OutcomeForm, revision: number, closing?: boolean): Promise<SaveOutcomeReply>;
  logOutcome(assignment: string): Promise<LogOutcomeReply>;
  outcomeWords(): Promise<OutcomeWordsView>;
  softphone(): Promise<SoftphoneSetup>;
  safeContact(contact: string): Promise<SafeContactView>;
  saveSafeContact(contact: string, rules: SafeContactForm, version: number): Promise<SafeContactView>;
  askOverride(contact: string, ask: { kind: OutboundKind; message: string | null; reason: string }): Promise<void>;
  /** Null: nobody relays after all. */
  markAccess(contact: string, mark: AccessMark | null): Promise<void>;
  leaveAbusive(contact: string, id: string, way: StaffIncidentWay): Promise<void>;
  /** Supervisors only. */
  staffIncidents(): Promise<StaffIncidentCounts>;
  /** Every danger of the contact, and those still open from its number. So do the two after it answer. */
  dangers(contact: string): Promise<DangerView[]>;
  raiseDanger(contact: string): Promise<DangerView[]>;
  writeDanger(contact: string, danger: string, note: { id: string; entry: DangerEntry }): Promise<DangerView[]>;
  /** Supervisors only, as the next. */
  closeDanger(contact: string, danger: string, line: string): Promise<DangerView[]>;
  openDangers(): Promise<OpenDanger[]>;
  /** Supervisors only, as the next. */
  /** Both throw a Problem whose body says `unsafe` when the person's rules refuse it. */
  ringThem(contact: string, request: RingThemRequest): Promise<{ contact: string }>;
  callNumber(request: CallNumberRequest): Promise<{ contact: string }>;
  /** Where my calls ring. */
  ownPhone(): Promise<OwnPhone>;
  chooseOwnPhone(rings: boolean, number: string | null): Promise<OwnPhone>;
  forgetOwnPhone(): Promise<void>;
  ownPhoneEnd(assignment: string): Promise<{ problem: string | null }>;
  openOverrides(): Promise<OpenSafeOverride[]>;
  decideOverride(id: string, approve: boolean): Promise<void>;
  lineWords(line: string): Promise<LineWordsView>;
  /** Newest first; the default is not among them. */
  wordsVersions(line: string, key: string): Promise<WordsVersionView[]>;
  /** @param version The one it was read at; an older one is refused with 409. */
  editWords(line: string, key: string, text: string, version: number): Promise<void>;
}

interface Dangers {
  dangers: DangerView[];
}

export function httpApi(http: Http): Api {
  return {
    signIn: (userName, password) => http.ask("POST", "/api/session", { body: { userName, password } }),
    session: () => http.ask("GET", "/api/session"),
    signOut: () => http.ask("DELETE", "/api/session"),
    contact: id => http.ask("GET", `/api/contacts/${id}`),
    reveal: async (contact, reason) => (await http.ask<{ address: string }>("POST", `/api/contacts/${contact}/reveal`, { body: { reason } })).address,
    send: (contact, message) => http.ask("POST", `/api/contacts/${contact}/messages`, { body: message }),
    task: contact => http.ask("GET", `/api/contacts/${contact}/task`),
    ringAgain: contact => http.ask("POST", `/api/contacts/${contact}/call-back`),
    transcript: contact => http.ask("GET", `/api/contacts/${contact}/voicemail/transcript`),
    saveTranscript: (contact, text, revision) => http.ask("PUT", `/api/contacts/${contact}/voicemail/transcript`, { body: { text, revision } }),
    why: contact => http.ask("GET", `/api/contacts/${contact}/why`),
    changePriority: (contact, priority) => http.ask("POST", `/api/contacts/${contact}/priority`, { body: { priority } }),
    forceOff: agent => http.ask("POST", `/api/agents/${agent}/force-off`),
    call: contact => http.ask("GET", `/api/contacts/${contact}/call`),
    orderCall: (contact, order) => http.ask("POST", `/api/contacts/${contact}/call/${order}`),
    addParty: (contact, party) => http.ask("POST", `/api/contacts/${contact}/call/parties`, { body: party }),
    removeParty: (contact, party) => http.ask("DELETE", `/api/contacts/${contact}/call/parties/${party}`),
    recordings: contact => http.ask("GET", `/api/contacts/${contact}/recordings`),
    record: (contact, step) =>
      step === "start" ? http.ask("POST", `/api/contacts/${contact}/recordings`, { body: { agreed: true } }) : http.ask("POST", `/api/contacts/${contact}/recordings/${step}`),
    recordingSound: (contact, recording) => http.file(`/api/contacts/${contact}/recordings/${recording}`),
    transfer: (contact, request) => http.ask("POST", `/api/contacts/${contact}/transfer`, { body: request }),
    transferTargets: contact => http.ask("GET", `/api/contacts/${contact}/transfer-targets`),
    listen: contact => http.ask("POST", `/api/contacts/${contact}/call/listen`),
    takeOver: contact => http.ask("POST", `/api/contacts/${contact}/call/take-over`),
    endCall: contact => http.ask("POST", `/api/contacts/${contact}/call/end`),
    outcome: assignment => http.ask("GET", `/api/assignments/${assignment}/outcome`),
    saveOutcome: (assignment, form, revision, closing = false) =>
      http.ask("PUT", `/api/assignments/${assignment}/outcome`, { body: { form, revision }, keepalive: closing }),
    logOutcome: assignment => http.ask("POST", `/api/assignments/${assignment}/outcome/log`, { also: 422 }),
    outcomeWords: () => http.ask("GET", "/api/outcome-words"),
    softphone: () => http.ask("GET", "/api/softphone"),
    safeContact: contact => http.ask("GET", `/api/contacts/${contact}/safe-contact`),
    saveSafeContact: (contact, rules, version) => http.ask("PUT", `/api/contacts/${contact}/safe-contact`, { body: { rules, version } }),
    askOverride: (contact, ask) => http.ask("POST", `/api/contacts/${contact}/safe-override`, { body: ask }),
    ringThem: (contact, request) => http.ask("POST", `/api/contacts/${contact}/ring`, { body: request }),
    callNumber: request => http.ask("POST", "/api/calls", { body: request }),
    ownPhone: () => http.ask("GET", "/api/own-phone"),
    chooseOwnPhone: (rings, number) => http.ask("PUT", "/api/own-phone", { body: { rings, number } }),
    forgetOwnPhone: () => http.ask("DELETE", "/api/own-phone"),
    ownPhoneEnd: assignment => http.ask("GET", `/api/own-phone/rings/${assignment}`),
    markAccess: (contact, mark) => http.ask("PUT", `/api/contacts/${contact}/access`, { body: { mark } }),
    leaveAbusive: (contact, id, way) => http.ask("POST", `/api/contacts/${contact}/abusive`, { body: { id, way } }),
    staffIncidents: () => http.ask("GET", "/api/staff-incidents"),
    dangers: async contact => (await http.ask<Dangers>("GET", `/api/contacts/${contact}/danger`)).dangers,
    raiseDanger: async contact => (await http.ask<Dangers>("POST", `/api/contacts/${contact}/danger`)).dangers,
    writeDanger: async (contact, danger, note) => (await http.ask<Dangers>("POST", `/api/contacts/${contact}/danger/${danger}/notes`, { body: note })).dangers,
    closeDanger: async (contact, danger, line) => (await http.ask<Dangers>("POST", `/api/contacts/${contact}/danger/${danger}/close`, { body: { line } })).dangers,
    openDangers: () => http.ask("GET", "/api/dangers"),
    openOverrides: () => http.ask("GET", "/api/safe-overrides"),
    decideOverride: (id, approve) => http.ask("POST", `/api/safe-overrides/${id}/${approve ? "approve" : "refuse"}`),
    lineWords: line => http.ask("GET", `/api/lines/${line}/words`),
    wordsVersions: (line, key) => http.ask("GET", `/api/lines/${line}/words/${key}`),
    editWords: async (line, key, text, version) => void (await http.ask("PUT", `/api/lines/${line}/words`, { body: { key, text, version } })),
  };
}
