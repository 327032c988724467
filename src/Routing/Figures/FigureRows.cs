using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>Adds up the channels of the lines to the rows of a wallboard.</summary>
internal static class FigureRows
{
    /// <summary>All rows, the whole pool first.</summary>
    /// <param name="sameDay">Whether the day's tallies are of the day asked for; a day without an event has none yet.</param>
    public static IReadOnlyList<QueueFigures> Of(QueueBook queues, Roster roster, FigureRules rules, DateTimeOffset now, bool dayKnown, bool sameDay)
    {
        var parts = queues.All
            .OrderBy(q => q.Line.Value, StringComparer.Ordinal).ThenBy(q => q.Channel)
            .ToList();
        QueueFigures Row(LineId? line, Channel? channel, IEnumerable<FigureQueue> of, WaitEstimator? estimator)
        {
            var sum = new Sum();
            foreach (var queue in of)
            {
                sum.Add(queue, rules.ServiceLevelSeconds(queue.Line), now, sameDay);
            }

            return new(
                line, channel, sum.Waiting, sum.Tasks, sum.Oldest is { } oldest ? Since(oldest, now) : null,
                estimator?.At(now.UtcTicks, roster.AnyFree(line, estimator.Channel)), dayKnown ? sum.Tally.ToFigures(sum.Within, sum.Early) : null);
        }

        return
        [
            Row(null, null, parts, null),
            .. parts.GroupBy(q => q.Channel).OrderBy(g => g.Key).Select(g => Row(null, g.Key, g, g.First().OfChannel)),
            .. parts.GroupBy(q => q.Line).Select(g => Row(g.Key, null, g, null)),
            .. parts.Select(q => Row(q.Line, q.Channel, [q], q.Estimator)),
        ];
    }

    private static TimeSpan Since(DateTimeOffset then, DateTimeOffset now) => now > then ? now - then : TimeSpan.Zero;

    private sealed class Sum
    {
        public int Waiting { get; private set; }

        public int Tasks { get; private set; }

        public DateTimeOffset? Oldest { get; private set; }

        public DayTally Tally { get; } = new();

        public int Within { get; private set; }

        public int Early { get; private set; }

        public void Add(FigureQueue queue, int seconds, DateTimeOffset now, bool sameDay)
        {
            foreach (var contact in queue.Waiting)
            {
                if (contact.Facts.Task is not null)
                {
                    Tasks++;
                    continue;
                }

                Waiting++;
                Oldest = Oldest is { } other && other <= contact.Facts.WaitingSince ? other : contact.Facts.WaitingSince;
            }

            if (sameDay)
            {
                Tally.Add(queue.Today);
                Within += queue.Today.AnsweredWithin(seconds);
                Early += queue.Undecided.Count(c => Since(c.Arrival, now).Ticks <= seconds * TimeSpan.TicksPerSecond);
            }
        }
    }
}
