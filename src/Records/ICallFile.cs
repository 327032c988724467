using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Who is in a call, who is on hold, and how it is handed over. Facts are ranked: late ones never undo newer ones.</summary>
public interface ICallFile
{
    /// <summary>How a call stands; empty for one nothing was ever done to.</summary>
    Task<CallFile> ReadAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>Notes whom an agent wants brought in (idempotent by id); their number is sealed.</summary>
    /// <returns>False when there is no such contact.</returns>
    Task<bool> AskAsync(PoolId pool, ContactId contact, CallPartyId id, CallPartyRole role, PartyAbout about, AgentId by, CancellationToken cancellationToken);

    /// <summary>Notes that a supervisor wants to join, and audits it in the same transaction.</summary>
    /// <param name="ticket">What their browser shows, once; only its hash is kept.</param>
    /// <returns>False when there is no such contact.</returns>
    Task<bool> AskSupervisorAsync(PoolId pool, ContactId contact, CallPartyId id, AgentId by, string ticket, ListeningMode mode, CancellationToken cancellationToken);

    /// <summary>A supervisor's browser rings in. Only the one who asked, with their ticket, within its time; the same call may show it again.</summary>
    /// <returns>Null when it may not join.</returns>
    Task<CallParty?> RedeemAsync(CallPartyId party, AgentId agent, string ticket, string callSid, CancellationToken cancellationToken);

    /// <summary>How a supervisor takes part from now on, audited in the same transaction.</summary>
    Task<bool> ChangeModeAsync(CallPartyId party, AgentId by, ListeningMode mode, CancellationToken cancellationToken);

    Task<CallParty?> FindPartyAsync(CallPartyId party, CancellationToken cancellationToken);

    /// <summary>The number to ring, for a machine. Null when it is unknown or erased.</summary>
    Task<string?> NumberToRingAsync(CallPartyId party, CancellationToken cancellationToken);

    /// <summary>Notes that the network is about to be asked to ring them.</summary>
    /// <returns>False when it was asked before: then it may ring already.</returns>
    Task<bool> TryAsync(CallPartyId party, CancellationToken cancellationToken);

    /// <summary>Moves a party forward; backwards news change nothing.</summary>
    /// <param name="problem">With <see cref="CallPartyState.Failed"/>: a sentence for the agent, nothing personal.</param>
    /// <returns>The party as it stands and whether this changed it, or null when it is unknown.</returns>
    Task<(CallParty Party, bool Changed)?> AdvanceAsync(CallPartyId party, CallPartyState state, string? callSid, string? problem, CancellationToken cancellationToken);

    /// <summary>Notes what the network says about the caller's hold. Within one conference the higher sequence number counts; a later conference replaces an earlier one.</summary>
    /// <returns>Whether anything changed.</returns>
    Task<bool> NoteHoldAsync(ContactId contact, HoldFact fact, CancellationToken cancellationToken);

    /// <summary>Why the person is, or is about to be, on hold.</summary>
    Task SetHoldReasonAsync(ContactId contact, HoldReason reason, CancellationToken cancellationToken);

    /// <summary>Notes that an agent's leg leaves on purpose; null when they are back, or the two are no longer alone.</summary>
    Task SetAloneAsync(ContactId contact, AssignmentId? assignment, CancellationToken cancellationToken);

    /// <summary>Notes how the call is handed over; null when that is over. Two at once must not lose one another: <paramref name="from"/> is what was read.</summary>
    /// <returns>False when it is no longer <paramref name="from"/>; then nothing was changed.</returns>
    Task<bool> ChangeHandoverAsync(ContactId contact, Handover? from, Handover? to, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<CallPartyRole>))]
public enum CallPartyRole
{
    Interpreter = 2,
    ThirdParty = 3,
    Supervisor = 4,
}

/// <summary>Ranked by number; the last two are ends.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallPartyState>))]
public enum CallPartyState
{
    Asked = 1,
    Ringing = 2,
    Joined = 3,
    Left = 8,
    Failed = 9,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ListeningMode>))]
public enum ListeningMode
{
    /// <summary>Hears both, is heard by nobody.</summary>
    Listen = 1,

    /// <summary>Heard by the agent alone.</summary>
    Whisper = 2,

    /// <summary>Heard by everybody.</summary>
    Barge = 3,
}

[JsonConverter(typeof(CamelCaseEnumConverter<HoldReason>))]
public enum HoldReason
{
    Agent = 1,

    /// <summary>Somebody is being rung to join.</summary>
    Party = 2,

    /// <summary>The agent speaks with a colleague first.</summary>
    Transfer = 3,
}

[JsonConverter(typeof(CamelCaseEnumConverter<HandoverKind>))]
public enum HandoverKind
{
    /// <summary>The first agent stays on the line until the next is there and they have talked.</summary>
    Warm = 1,

    /// <summary>A supervisor takes the call: the person is not put on hold, and the first agent leaves when they are there.</summary>
    TakeOver = 2,
}

/// <param name="Number">E.164.</param>
/// <param name="Name">What the agent calls them; may be empty.</param>
/// <param name="Interpreter">The provider's id of the interpreter, once known.</param>
/// <summary>Whom to bring in. Personal, so it prints as nothing.</summary>
public sealed record PartyAbout(string Number, string? Name = null, string? Language = null, string? Provider = null, string? Interpreter = null)
{
    public override string ToString() => "a party";
}

/// <param name="Mode">How a supervisor takes part.</param>
/// <summary>One party of a call, without anything personal.</summary>
public sealed record CallParty(
    CallPartyId Id, ContactId Contact, PoolId Pool, CallPartyRole Role, CallPartyState State, string? Problem, AgentId AskedBy, DateTimeOffset AskedAt,
    DateTimeOffset? JoinedAt = null, DateTimeOffset? EndedAt = null, string? CallSid = null, ListeningMode? Mode = null)
{
    public bool IsOver => State >= CallPartyState.Left;
}

/// <param name="MaskedNumber">As <see cref="CallerAddress.ToString"/> shows it; null for a supervisor.</param>
/// <summary>One party of a call as its agent may see them.</summary>
public sealed record PartyFile(CallParty Party, string? Name, string? Language, string? Provider, string? MaskedNumber);

/// <param name="Agent">Whose assignment <paramref name="From"/> is.</param>
/// <summary>A call on its way from one agent to the next, with the first still on the line.</summary>
public sealed record Handover(AssignmentId From, AgentId Agent, HandoverKind Kind, DateTimeOffset At);

/// <param name="Sequence">The conference's own number of the notice.</param>
/// <param name="Begins">The caller comes into the conference with this notice.</param>
/// <summary>The network's word on a caller's hold.</summary>
public sealed record HoldFact(string Conference, int Sequence, bool Held, bool Begins);

/// <param name="HeldSince">Null when the person is not on hold, as the network confirmed it.</param>
/// <param name="Alone">The agent who left the person alone with whom they brought in.</param>
/// <param name="Legs">The person's and the agents' legs, newest first.</param>
/// <param name="Parties">In the order they were asked.</param>
/// <summary>How a call stands.</summary>
public sealed record CallFile(
    DateTimeOffset? HeldSince, HoldReason HoldReason, AssignmentId? Alone, Handover? Handover, IReadOnlyList<CallLeg> Legs, IReadOnlyList<PartyFile> Parties);
