using Helpline.Contracts;

namespace Helpline.Gateway.Phone;

/// <summary>Conferences and their participants are named by ids alone; Twilio keeps these names.</summary>
internal static class ConferenceName
{
    public const string Caller = "caller";
    private const string Prefix = "contact-";
    private const string PartyPrefix = "party-";
    private const string SupervisorPrefix = "supervisor-";

    public static string Of(ContactId contact) => Prefix + contact;

    /// <summary>Reads what <see cref="Of"/> writes; null when it is not ours.</summary>
    public static ContactId? Parse(string? name) =>
        name is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && ContactId.TryParse(name[Prefix.Length..], provider: null, out var contact) ? contact : null;

    public static string Party(CallPartyId party) => PartyPrefix + party;

    public static string Supervisor(CallPartyId party) => SupervisorPrefix + party;

    /// <summary>Whom a label means who was brought in; null for the caller, an agent and strangers.</summary>
    public static CallPartyId? ParseParty(string? label)
    {
        var id = label is null ? null
            : label.StartsWith(PartyPrefix, StringComparison.Ordinal) ? label[PartyPrefix.Length..]
            : label.StartsWith(SupervisorPrefix, StringComparison.Ordinal) ? label[SupervisorPrefix.Length..]
            : null;
        return CallPartyId.TryParse(id, provider: null, out var party) ? party : null;
    }

    public static bool IsSupervisor(string? label) => label?.StartsWith(SupervisorPrefix, StringComparison.Ordinal) is true;

    /// <summary>By assignment, not by agent: an agent who comes back to the same contact must not collide with their own dying leg.</summary>
    public static string Agent(AssignmentId assignment) => $"agent-{assignment}";
}
