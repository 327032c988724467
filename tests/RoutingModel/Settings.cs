using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>The times of an installation, as <c>RoutingOptions</c> has them, and its lines.</summary>
public sealed record ModelSettings
{
    public TimeSpan LiveOffer { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan WrittenOffer { get; init; } = TimeSpan.FromSeconds(45);

    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(25);

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan WrittenGrace { get; init; } = TimeSpan.FromSeconds(120);

    public TimeSpan ParkedReply { get; init; } = TimeSpan.FromSeconds(300);

    public TimeSpan Transfer { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an agent who declined a contact is left in peace about it.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what is over stays known.</summary>
    public TimeSpan KeepEnded { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many deadlines are done in one call.</summary>
    public int DueAtOnce { get; init; } = 20;

    /// <summary>A line of the pool by its id, or null where there is no such line: then the default policy applies.</summary>
    public Func<LineId, ServiceLine?> LineOf { get; init; } = _ => null;
}
