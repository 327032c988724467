namespace Helpline.Architecture.Tests;

/// <summary>The table of docs/architecture.md. Who wants another arrow changes it here and says why in an ADR.</summary>
internal static class Rooms
{
    /// <summary>What a room may import of ours.</summary>
    public static IReadOnlyDictionary<string, string[]> MayImport { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Mime"] = [],
        ["Routing"] = ["Contracts"],
        ["Records"] = ["Contracts"],
        ["Gateway"] = ["Contracts", "Mime", "Records", "Routing"],
        ["AgentConsole"] = ["Contracts", "Records", "Routing"],
        ["Simulator"] = [],
        ["Web"] = [],
        ["Host"] = ["AgentConsole", "Contracts", "Gateway", "Mime", "Records", "Routing", "Simulator", "Web"],
    };

    /// <summary>Packages, by the rooms that may have them: one each, but for the OpenAPI document, which a room describes and the host serves.</summary>
    public static IReadOnlyDictionary<string, string[]> PackageOwners { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["StackExchange.Redis"] = ["Routing"],
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = ["Records"],
        ["Microsoft.EntityFrameworkCore"] = ["Records"],
        ["Microsoft.EntityFrameworkCore.Relational"] = ["Records"],
        ["Microsoft.AspNetCore.Identity.EntityFrameworkCore"] = ["Records"],
        ["Polly.Core"] = ["Gateway"],
        ["Microsoft.AspNetCore.OpenApi"] = ["AgentConsole", "Host"],
        ["OpenTelemetry"] = ["Host"],
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = ["Host"],
    };

    /// <summary>Namespaces, by the only room that may use them: a package of one room reaches another through a project reference.</summary>
    public static IReadOnlyDictionary<string, string> NamespaceOwner { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["StackExchange.Redis"] = "Routing",
        ["Npgsql"] = "Records",
        ["Microsoft.EntityFrameworkCore"] = "Records",
        ["Microsoft.AspNetCore.Identity.EntityFrameworkCore"] = "Records",
        ["Polly"] = "Gateway",
        ["System.Net.Mail"] = "Gateway",
        ["OpenTelemetry"] = "Host",
    };

    /// <summary>A thousand log events per room.</summary>
    public static IReadOnlyDictionary<string, int> LogEvents { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Routing"] = 1000,
        ["Records"] = 2000,
        ["Gateway"] = 3000,
        ["AgentConsole"] = 4000,
        ["Host"] = 5000,
        ["Simulator"] = 6000,
    };
}
