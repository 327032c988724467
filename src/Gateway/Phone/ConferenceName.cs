using Helpline.Contracts;

namespace Helpline.Gateway.Phone;

/// <summary>Conferences and their participants are named by ids alone; Twilio keeps these names.</summary>
internal static class ConferenceName
{
    public const string Caller = "caller";
    private const string Prefix = "contact-";

    public static string Of(ContactId contact) => Prefix + contact;

    /// <summary>Reads what <see cref="Of"/> writes; null when it is not ours.</summary>
    public static ContactId? Parse(string? name) =>
        name is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && ContactId.TryParse(name[Prefix.Length..], provider: null, out var contact) ? contact : null;

    /// <summary>By assignment, not by agent: an agent who comes back to the same contact must not collide with their own dying leg.</summary>
    public static string Agent(AssignmentId assignment) => $"agent-{assignment}";
}
