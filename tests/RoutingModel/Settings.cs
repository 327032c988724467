using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>The times of an installation, as <c>RoutingOptions</c> has them, and the policies of its lines.</summary>
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

    /// <summary>The policy of a line, or null where there is no such line.</summary>
    public Func<LineId, QueuePolicy?> PolicyOf { get; init; } = _ => QueuePolicy.Default;
}
