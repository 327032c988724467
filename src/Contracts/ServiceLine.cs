namespace Helpline.Contracts;

/// <summary>A published set of numbers and addresses with its own area, words and queue.</summary>
/// <param name="Language">BCP 47 tag of the language spoken on it by default.</param>
/// <param name="Greeting">What a caller hears first. No menu: a sentence, then the queue.</param>
/// <param name="Addresses">What the public dials, texts or writes to: E.164 or an e-mail address, by channel. These are published, not personal.</param>
public sealed record ServiceLine(
    LineId Id,
    PoolId Pool,
    string Name,
    string Area,
    string Language,
    string Greeting,
    IReadOnlyList<LineAddress> Addresses)
{
    /// <summary>How its contacts wait and who is asked.</summary>
    public QueuePolicy Queue { get; init; } = QueuePolicy.Default;

    /// <summary>What a contact on this line needs unless its channel adds to it.</summary>
    public Demand DemandFor(Channel channel) => new(channel, [Skill.Line(Id), Skill.Language(Language)]);
}

public sealed record LineAddress(Channel Channel, string Address);

/// <summary>The lines of this installation, kept in memory and refreshed when they change. Implemented by Records.</summary>
public interface IServiceLines
{
    IReadOnlyList<ServiceLine> All { get; }

    ServiceLine? Find(LineId id);

    /// <summary>The line that publishes <paramref name="address"/> on <paramref name="channel"/>, or null.</summary>
    ServiceLine? FindByAddress(Channel channel, string address);

    /// <summary>Reads them again from the database.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
