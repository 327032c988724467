using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Who relays between the person and us: typed by Relay UK, or signed by an interpreter. Whoever relays is never the person.</summary>
public interface IAccessMarks
{
    /// <summary>Marks a contact; the newest mark counts. Audited.</summary>
    /// <param name="mark">Null: nobody relays after all.</param>
    /// <returns>False when there is no such contact.</returns>
    Task<bool> MarkAsync(ContactId contact, Reader by, AccessMark? mark, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<AccessService>))]
public enum AccessService
{
    /// <summary>The person types or reads; a relay assistant speaks.</summary>
    RelayUk = 1,

    /// <summary>The person signs; an interpreter on their screen speaks.</summary>
    BslRelay = 2,
}

/// <param name="Provider">Which service, up to 60 characters; with <see cref="AccessService.BslRelay"/>.</param>
/// <param name="Interpreter">The interpreter's name or number, up to 60 characters; with <see cref="AccessService.BslRelay"/>.</param>
/// <summary>How a call is relayed.</summary>
public sealed record AccessMark(AccessService Service, string? Provider = null, string? Interpreter = null)
{
    /// <summary>Keeps the interpreter's name out of whatever prints it.</summary>
    public override string ToString() => $"relayed: {Service}";
}

/// <param name="By">Who marked it; null when the number itself said so.</param>
/// <summary>How a contact is relayed, as everybody sees it who may read the contact.</summary>
public sealed record AccessView(AccessService Service, string? Provider, string? Interpreter, AgentId? By, DateTimeOffset? At)
{
    /// <summary>Keeps the interpreter's name out of whatever prints it.</summary>
    public override string ToString() => $"relayed: {Service}";
}
