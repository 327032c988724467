using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Agents who take calls on a telephone of their own: where it is, sealed, and each time it is rung.</summary>
public interface IOwnPhones
{
    /// <summary>Where the agent's calls ring. The number comes masked; nobody reads it again in full.</summary>
    Task<OwnPhone> ReadAsync(AgentId agent, CancellationToken cancellationToken);

    /// <summary>Says where the agent's calls ring.</summary>
    /// <param name="number">A new number, E.164; null keeps the one that is known.</param>
    /// <returns>Null, and nothing changed, when they shall ring on a telephone whose number nobody knows.</returns>
    Task<OwnPhone?> ChooseAsync(AgentId agent, bool rings, string? number, CancellationToken cancellationToken);

    /// <summary>Forgets the number; calls ring in the browser again.</summary>
    Task ForgetAsync(AgentId agent, CancellationToken cancellationToken);

    /// <summary>Before the accept: this assignment is to be taken on the agent's own telephone. Repeating it changes nothing.</summary>
    /// <returns>False when that is not where their calls ring.</returns>
    Task<bool> AskAsync(AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    Task<OwnPhoneRing?> FindRingAsync(AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>The number, for the machine that rings it; not shown to anybody. Null when it was forgotten meanwhile.</summary>
    Task<string?> NumberToRingAsync(AgentId agent, CancellationToken cancellationToken);

    /// <summary>Notes that the network is about to be asked; false when it was asked before, and its fate must be looked for first.</summary>
    Task<bool> TryAsync(AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>Moves a ring forward, never back; one call for each ring, whichever is named first.</summary>
    /// <param name="callSid">The call it happened to, where it is known.</param>
    /// <returns>The ring as it stands and whether that changed it; null when there is none, or when it is another call's.</returns>
    Task<(OwnPhoneRing Ring, bool Changed)?> AdvanceAsync(AssignmentId assignment, OwnPhoneState state, string? callSid, string? problem, CancellationToken cancellationToken);

    /// <summary>Whether the network has been told to let nobody hear the agent.</summary>
    Task SetMutedAsync(AssignmentId assignment, bool muted, CancellationToken cancellationToken);
}

/// <param name="Rings">Calls ring there; otherwise in the browser.</param>
/// <param name="MaskedNumber">As <see cref="CallerAddress.ToString"/> shows it; null when none was given.</param>
/// <summary>Where an agent's calls ring.</summary>
public sealed record OwnPhone(bool Rings, string? MaskedNumber);

/// <summary>Ranked by number.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OwnPhoneState>))]
public enum OwnPhoneState
{
    /// <summary>The agent wants it; the network is asked next.</summary>
    Asked = 1,
    Ringing = 2,

    /// <summary>Somebody picked up and has not pressed 1.</summary>
    PickedUp = 3,

    /// <summary>They pressed 1.</summary>
    Taken = 4,
    Over = 9,
}

/// <param name="TriedAt">When the network was first asked.</param>
/// <param name="Problem">A sentence for the agent; nothing personal.</param>
/// <summary>An agent's telephone rung for one assignment.</summary>
public sealed record OwnPhoneRing(
    AssignmentId Assignment, AgentId Agent, OwnPhoneState State, DateTimeOffset AskedAt, DateTimeOffset? TriedAt, string? CallSid, bool Muted, string? Problem);
