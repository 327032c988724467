using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Calls that agents begin. Each is a contact of its own, rung as a call back is; nobody asked for it, so what the person said about being reached must allow it.</summary>
public interface IBegunCalls
{
    /// <summary>A call to the person of a contact: same line, number and story. The same request again is the same call.</summary>
    Task<BegunCall> RingThemAsync(ContactId from, CallBeginning beginning, CancellationToken cancellationToken);

    /// <summary>A call to a number that was typed, for a line. The same request again is the same call.</summary>
    Task<BegunCall> CallNumberAsync(ServiceLine line, CallerAddress number, CallBeginning beginning, CancellationToken cancellationToken);

    /// <summary>Who began this call; null for one that came in or was promised.</summary>
    Task<AgentId?> BegunByAsync(ContactId call, CancellationToken cancellationToken);
}

/// <param name="Request">Made by their browser.</param>
/// <param name="DespiteRules">
/// Make it although the rules refuse it now: it is not rung for that. The refusal is shown with the call, where an exception can be asked for.
/// </param>
/// <summary>Who begins a call.</summary>
public sealed record CallBeginning(AgentId By, Guid Request, bool DespiteRules);

public enum BeginCallResult
{
    Begun = 1,
    UnknownContact = -1,

    /// <summary>The contact has no telephone number: it is withheld, or it came another way.</summary>
    NoNumber = -2,

    /// <summary>The person's rules say no; nothing was made.</summary>
    Refused = -3,

    /// <summary>Their phone may have rung <see cref="CallBackLimits.MostTries"/> times within <see cref="CallBackLimits.Lately"/>, for whatever call of ours; nothing was made.</summary>
    RungEnough = -4,
}

/// <param name="Call">With Begun.</param>
/// <param name="Reason">With Refused: a sentence for the agent.</param>
/// <summary>What came of beginning a call.</summary>
public sealed record BegunCall(BeginCallResult Result, OpenedTask? Call = null, string? Reason = null);
