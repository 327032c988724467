using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>A caller who asked for a text goes on in a written conversation.</summary>
public interface ITextInstead
{
    /// <summary>
    /// Opens the person's text conversation on the call's line, or joins the one that is open; a new one takes the place of the call. The first text goes into the outbox.
    /// Repeating it for the same call changes nothing.
    /// </summary>
    /// <returns>The conversation; null when the call is not known, its number is withheld, or the line has no texts.</returns>
    Task<OpenedText?> OpenAsync(ContactId call, string firstText, CancellationToken cancellationToken);
}

public sealed record OpenedText(
    ContactId Contact, PoolId Pool, LineId Line, Demand Demand, Priority Priority, DateTimeOffset WaitingSince, AgentId? KnownTo);

/// <summary>Who wrote what no agent wrote.</summary>
public static class Authors
{
    /// <summary>The helpline itself.</summary>
    public static AgentId Helpline => new(Guid.Empty);
}
