using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// GET    /api/contacts/{id}/call                                       -> 200 CallView | 403 | 404                        (its agent, the first agent of a warm transfer, or a supervisor)
// POST   /api/contacts/{id}/call/hold                                  -> 202 | 403 | 409 Problem (not connected)         (202: ordered; the call view says when the network has done it)
// POST   /api/contacts/{id}/call/resume                                -> 202 | 403 | 409
// POST   /api/contacts/{id}/call/parties      AddPartyRequest          -> 202 | 403 | 409 (too many) | 422 Problem        (idempotent by its id)
// DELETE /api/contacts/{id}/call/parties/{party}                       -> 202 | 403 | 404
// POST   /api/contacts/{id}/call/leave-alone                           -> 202 | 403 | 409 (nobody to be left with)
// POST   /api/contacts/{id}/call/hand-over                             -> 202 | 403 | 409 (nobody has taken it yet)
// POST   /api/contacts/{id}/call/back-to-queue                         -> 202 | 403
// POST   /api/contacts/{id}/transfer          TransferRequest          -> 204 | 403 | 404 | 409 Problem | 422 Problem     (its agent; a supervisor moves it)
// GET    /api/contacts/{id}/transfer-targets                           -> 200 TransferTargets | 403 | 404
// POST   /api/contacts/{id}/call/listen                                -> 200 ListenTicket | 403 | 404 | 409              (supervisors; audited, and the agent sees it)
// POST   /api/contacts/{id}/call/whisper, /barge, /listen-only, /leave -> 202 | 403 | 409 (not listening)                 (supervisors; audited)
// POST   /api/contacts/{id}/call/take-over                             -> 204 | 403 | 404 | 409                           (supervisors who are available)
// POST   /api/contacts/{id}/call/end                                   -> 204 | 403 | 404 | 409                           (supervisors)

/// <param name="PersonIsHere">Their leg is in the conference.</param>
/// <param name="Agents">Agents whose leg is in the conference.</param>
/// <param name="LeftAlone">The agent left the person with whom they brought in; the contact is theirs still.</param>
/// <param name="Parties">Everybody brought in or listening, in the order they were asked, also those who have left. Numbers are masked.</param>
/// <summary>How a call stands, as the network confirmed it.</summary>
public sealed record CallView(
    ContactId Contact, bool PersonIsHere, HoldView? Hold, IReadOnlyList<AgentId> Agents, bool LeftAlone, HandoverView? Handover, IReadOnlyList<CallPartyView> Parties)
{
    /// <summary>Set when the agent takes it on a telephone of their own.</summary>
    public OwnPhoneLeg? OwnPhone { get; init; }
}

public sealed record HoldView(DateTimeOffset Since, HoldReason Why);

/// <param name="From">The first agent.</param>
/// <param name="To">The agent who is on the line to take it; null while nobody is.</param>
/// <summary>A call on its way to another agent, with the first still on the line.</summary>
public sealed record HandoverView(AgentId From, AssignmentId FromAssignment, HandoverKind Kind, AgentId? To);

/// <param name="Agent">Who asked for them; for a supervisor, themselves.</param>
/// <param name="Since">When they were asked, joined, or were gone, as <paramref name="State"/> says.</param>
/// <param name="Problem">With <see cref="CallPartyState.Failed"/>: why, in a sentence.</param>
/// <summary>Somebody in a call besides the person and their agent.</summary>
public sealed record CallPartyView(
    CallPartyId Id, CallPartyRole Role, CallPartyState State, DateTimeOffset Since, AgentId Agent, string? Name, string? Language, string? Provider, string? MaskedNumber,
    ListeningMode? Mode, string? Problem);

/// <param name="Id">Made by the browser, so that a repeated request rings nobody twice.</param>
/// <param name="Role">An interpreter or a third party.</param>
/// <param name="Number">With country code, or as dialled in the United Kingdom; kept sealed.</param>
/// <param name="Name">What they are to be called, up to 60 characters.</param>
/// <param name="Hold">The person is on hold while it rings.</param>
/// <summary>Rings somebody and brings them into the call.</summary>
public sealed record AddPartyRequest(CallPartyId Id, CallPartyRole Role, string Number, string? Name, string? Language, string? Provider, bool Hold);

/// <summary>Exactly one of the three is set.</summary>
/// <param name="Skills">Asked for besides those it asks for already.</param>
/// <param name="Warm">Talk with the next agent first; a connected call only.</param>
public sealed record TransferRequest(AgentId? Agent, IReadOnlyList<string>? Skills, LineId? Line, bool Warm);

/// <param name="Agents">Colleagues who could get it, those who are free first.</param>
/// <summary>Whom a contact may be handed to.</summary>
public sealed record TransferTargets(IReadOnlyList<TransferAgent> Agents, IReadOnlyList<TransferLine> Lines, IReadOnlyList<string> Skills);

/// <param name="Free">Could be offered it this moment; otherwise it is kept for them for a while.</param>
/// <summary>A colleague to hand a contact to.</summary>
public sealed record TransferAgent(AgentId Id, string Name, bool Free);

public sealed record TransferLine(LineId Id, string Name);

/// <param name="Ticket">What the supervisor's browser shows to join, once, within a minute.</param>
/// <summary>The right to listen to one call.</summary>
public sealed record ListenTicket(CallPartyId Party, string Ticket);
