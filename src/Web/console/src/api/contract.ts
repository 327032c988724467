import type { components } from "../api.gen";

type Schemas = components["schemas"];

export type AcceptedReply = Schemas["AcceptedReply"];
export type AccessMark = Schemas["AccessMark"];
export type AddPartyRequest = Schemas["AddPartyRequest"];
export type AgentFacts = Schemas["AgentFacts"];
export type AgentStatus = Schemas["AgentStatus"];
export type AssignmentFacts = Schemas["AssignmentFacts"];
export type AssignmentState = Schemas["AssignmentState"];
export type CallNumberRequest = Schemas["CallNumberRequest"];
export type RingThemRequest = Schemas["RingThemRequest"];
export type CallPartyRole = Schemas["CallPartyRole"];
export type CallPartyState = Schemas["CallPartyState"];
export type CallPartyView = Schemas["CallPartyView"];
export type CallView = Schemas["CallView"];
export type RecordingState = Schemas["RecordingState"];
export type RecordingView = Schemas["RecordingView"];
export type RecordingsView = Schemas["RecordingsView"];
export type Channel = Schemas["Channel"];
export type CallBackTryState = Schemas["CallBackTryState"];
export type ChannelFigures = Schemas["ChannelFigures"];
export type ConsoleSnapshot = Schemas["ConsoleSnapshot"];
export type ContactFacts = Schemas["ContactFacts"];
export type ContactTask = Schemas["ContactTask"];
export type ContactView = Schemas["ContactView"];
export type DangerChoice = Schemas["DangerChoice"];
export type DangerEntry = Schemas["DangerEntry"];
export type DangerNote = Schemas["DangerNote"];
export type DangerStep = Schemas["DangerStep"];
export type DangerView = Schemas["DangerView"];
export type DeclineReason = Schemas["DeclineReason"];
export type DeliveryState = Schemas["DeliveryState"];
export type EventPosition = Schemas["EventPosition"];
export type FiguresView = Schemas["FiguresView"];
export type LineCard = Schemas["LineCard"];
export type ListeningMode = Schemas["ListeningMode"];
export type ListenTicket = Schemas["ListenTicket"];
export type LineWordsView = Schemas["LineWordsView"];
export type LiveChange = Schemas["LiveChange"];
export type LogOutcomeReply = Schemas["LogOutcomeReply"];
export type MessageView = Schemas["MessageView"];
export type DayOfWeek = Schemas["DayOfWeek"];
export type OpenDanger = Schemas["OpenDanger"];
export type OpenSafeOverride = Schemas["OpenSafeOverride"];
export type OutboundKind = Schemas["OutboundKind"];
export type SafeContactForm = Schemas["SafeContactForm"];
export type SafeContactView = Schemas["SafeContactView"];
export type SafeNow = Schemas["SafeNow"];
export type SafeOverrideStanding = Schemas["SafeOverrideStanding"];
export type SafeTime = Schemas["SafeTime"];
export type NearestAgent = Schemas["NearestAgent"];
export type OwnPhone = Schemas["OwnPhone"];
export type OwnPhoneLeg = Schemas["OwnPhoneLeg"];
export type OutcomeForm = Schemas["OutcomeForm"];
export type OutcomeView = Schemas["OutcomeView"];
export type OutcomeWordsView = Schemas["OutcomeWordsView"];
export type Priority = Schemas["Priority"];
export type SaveOutcomeReply = Schemas["SaveOutcomeReply"];
export type SentenceView = Schemas["SentenceView"];
export type SessionView = Schemas["SessionView"];
export type SkipReason = Schemas["SkipReason"];
export type SoftphoneKind = Schemas["SoftphoneKind"];
export type SoftphoneSetup = Schemas["SoftphoneSetup"];
export type StaffIncidentCounts = Schemas["StaffIncidentCounts"];
export type StaffIncidentWay = Schemas["StaffIncidentWay"];
export type StepReply = Schemas["StepReply"];
export type TaskView = Schemas["TaskView"];
export type TranscriptView = Schemas["TranscriptView"];
export type TransferRequest = Schemas["TransferRequest"];
export type TransferTargets = Schemas["TransferTargets"];
export type WhyView = Schemas["WhyView"];
export type WordsVersionView = Schemas["WordsVersionView"];
export type WideningView = Schemas["WideningView"];

/** The console hub, `/hubs/console`: methods are not in the OpenAPI document, so this mirrors IConsoleHub by hand. */
export interface ConsoleHub {
  snapshot(): Promise<ConsoleSnapshot>;
  heartbeat(): Promise<void>;
  /** @param reason null, or a short word of lower-case letters, digits and dashes; anything else is refused. */
  setStatus(status: AgentStatus, reason: string | null): Promise<StepReply>;
  accept(assignment: string): Promise<AcceptedReply>;
  /** On my own phone: there is no ticket. */
  acceptOnPhone(assignment: string): Promise<AcceptedReply>;
  decline(assignment: string, reason: DeclineReason): Promise<StepReply>;
  threadOpened(assignment: string): Promise<StepReply>;
  end(assignment: string): Promise<StepReply>;
}

/** What the hub calls here: IConsoleClient. */
export interface ConsoleClient {
  changed(change: LiveChange): void;
  refetch(): void;
  answeredElsewhere(assignment: string): void;
  figures(figures: FiguresView): void;
}
