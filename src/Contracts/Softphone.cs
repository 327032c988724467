using System.Text.Json.Serialization;

namespace Helpline.Contracts;

[JsonConverter(typeof(CamelCaseEnumConverter<SoftphoneKind>))]
public enum SoftphoneKind
{
    /// <summary>No telephony is configured.</summary>
    None = 1,
    Twilio = 2,
    Simulator = 3,
}

/// <summary>What an agent's browser needs to have a phone.</summary>
/// <param name="Identity">Who this browser is on the telephone network: <c>agent_</c> and the agent's id.</param>
/// <param name="Token">A short-lived access token, where the kind needs one.</param>
/// <param name="ExpiresAt">When the token ends; ask again before.</param>
public sealed record SoftphoneSetup(SoftphoneKind Kind, string Identity, string? Token, DateTimeOffset? ExpiresAt);

/// <summary>Gives agents' browsers their phone. The gateway implements it for Twilio, the host for the demo's simulator.</summary>
public interface ISoftphoneProvider
{
    SoftphoneSetup For(AgentId agent);
}

/// <summary>The identity of an agent's browser on the telephone network: letters, digits and underscores only.</summary>
public static class SoftphoneIdentity
{
    private const string Prefix = "agent_";

    public static string Of(AgentId agent) => Prefix + agent;

    /// <summary>Reads <c>agent_…</c>, with or without the network's <c>client:</c> before it; null when it is not ours.</summary>
    public static AgentId? Parse(string? identity)
    {
        var name = identity is not null && identity.StartsWith("client:", StringComparison.Ordinal) ? identity["client:".Length..] : identity;
        return name is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && AgentId.TryParse(name[Prefix.Length..], null, out var agent) ? agent : null;
    }
}
