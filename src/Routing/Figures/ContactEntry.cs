using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>One contact as the figures know it. It is kept until the midnight after it closed, so that nobody counts twice.</summary>
internal sealed class ContactEntry(ContactFacts facts, FigureQueue home, DateTimeOffset seen)
{
    public ContactFacts Facts { get; set; } = facts;

    /// <summary>Where it came to; the day's figures count it there even when it is handed to another line.</summary>
    public FigureQueue Home { get; } = home;

    /// <summary>Where it waits, as far as it waits.</summary>
    public FigureQueue? WaitsIn { get; set; }

    /// <summary>Its original arrival.</summary>
    public DateTimeOffset Arrival { get; } = facts.WaitingSince;

    public DateTimeOffset Seen { get; } = seen;

    public bool OfDay { get; set; }

    public bool Decided { get; set; }

    /// <summary>Whether an agent was free and nobody stood before it when it came.</summary>
    public bool FoundFree { get; init; }

    /// <summary>Since when it waits without ringing at anyone.</summary>
    public DateTimeOffset? StandsSince { get; set; }

    /// <summary>Has stood, for a time, since it last came to wait.</summary>
    public bool HasStood { get; set; }

    public FigureQueue? StandsIn { get; set; }
}

/// <summary>One channel of one line.</summary>
internal sealed class FigureQueue(LineId line, Channel channel, WaitEstimator ofChannel)
{
    public LineId Line => line;

    public Channel Channel => channel;

    public WaitEstimator Estimator { get; } = new(line, channel);

    public WaitEstimator OfChannel => ofChannel;

    public HashSet<ContactEntry> Waiting { get; } = [];

    /// <summary>Came today and neither answered nor gone.</summary>
    public HashSet<ContactEntry> Undecided { get; } = [];

    public DayTally Today { get; set; } = new();

    public void Stand(long at, int change)
    {
        Estimator.Stand(at, change);
        ofChannel.Stand(at, change);
    }
}
