using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>What became of the contacts of one line and channel that came today; several can be added up.</summary>
internal sealed class DayTally
{
    // Waits of the answered by whole seconds, rounded up, so that "within T" holds for any T a line may have. The last holds all that are longer.
    private const int Longest = 3601;

    private int[]? waits;
    private long waited;

    public int Offered { get; set; }

    public int Answered { get; private set; }

    public int Abandoned { get; set; }

    public int ShortAbandoned { get; set; }

    public int LeftMessage { get; set; }

    public int CallBackPromised { get; set; }

    public int Redirected { get; set; }

    public int Expired { get; set; }

    public void Answer(TimeSpan wait)
    {
        Answered++;
        waited += wait.Ticks;
        waits ??= new int[Longest + 1];
        waits[(int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 0, Longest)]++;
    }

    public int AnsweredWithin(int seconds) => waits is null ? 0 : waits.AsSpan(0, seconds + 1).Sum();

    public void Leave(CloseReason reason, TimeSpan wait, TimeSpan shortest)
    {
        switch (reason)
        {
            case CloseReason.Answered:
                Answer(wait);
                break;
            case CloseReason.Abandoned when wait < shortest:
                ShortAbandoned++;
                break;
            case CloseReason.Abandoned:
                Abandoned++;
                break;
            case CloseReason.LeftMessage:
                LeftMessage++;
                break;
            case CloseReason.CallBackPromised:
                CallBackPromised++;
                break;
            case CloseReason.Redirected:
                Redirected++;
                break;
            case CloseReason.Expired:
                Expired++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason.");
        }
    }

    /// <summary>Adds counts and waiting time; how many were within T is added apart, since each line has its own.</summary>
    public void Add(DayTally other)
    {
        Offered += other.Offered;
        Answered += other.Answered;
        Abandoned += other.Abandoned;
        ShortAbandoned += other.ShortAbandoned;
        LeftMessage += other.LeftMessage;
        CallBackPromised += other.CallBackPromised;
        Redirected += other.Redirected;
        Expired += other.Expired;
        waited += other.waited;
    }

    /// <param name="within">Answered within T.</param>
    /// <param name="early">Undecided, and T has not passed for them.</param>
    /// <summary>The numbers with their rates.</summary>
    public DayFigures ToFigures(int within, int early)
    {
        var counted = Offered - ShortAbandoned;
        return new(
            Offered, Answered, Abandoned, ShortAbandoned, LeftMessage, CallBackPromised, Redirected, Expired,
            counted - early > 0 ? (double)within / (counted - early) : null,
            Answered > 0 ? TimeSpan.FromTicks(waited / Answered) : null,
            counted > 0 ? (double)Abandoned / counted : null);
    }
}

file static class Summing
{
    public static int Sum(this Span<int> numbers)
    {
        var sum = 0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
