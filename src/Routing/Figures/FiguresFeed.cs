using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Routing.Figures;

/// <summary>
/// Keeps the figures of one pool. It begins with a snapshot, which gives the live part at once, and follows the events from there. Beside it the history since
/// midnight is read, with a run-up before it, brought to the same snapshot and put in its place; while the history cannot be read, the day stays unknown.
/// Whenever the numbers of the events break (trimmed, or a new epoch) it begins again.
/// </summary>
internal sealed partial class FiguresFeed(
    PoolId pool, IPoolView view, IContactEventSink sink, IEventHistory history, FigureRules rules, TimeProvider time, ILogger<FiguresFeed> logger)
{
    /// <summary>How long before midnight the history is read, for what was going on at midnight: who was there, who was talking.</summary>
    public static readonly TimeSpan RunUp = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(10);
    private const int MostKept = 100_000;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RedisNow now = new(time);
    private FiguresFold fold = new(pool, rules);
    private List<RoutingEvent>? since;
    private int failures;

    /// <summary>The figures now.</summary>
    /// <exception cref="RoutingUnavailableException">It could not begin within 3 s.</exception>
    public async ValueTask<PoolFigures> NowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await began.Task.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new RoutingUnavailableException("The events of the pool cannot be read yet.", exception);
        }

        lock (gate)
        {
            return fold.At(now.Value);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The loop outlives every failure: without it this node's wallboard would stand still for good.
                if (failures++ == 0)
                {
                    LogLost(exception, pool);
                }

                await PauseAsync(failures, stopping);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        var snapshot = await view.SnapshotAsync(pool, stopping);
        var live = new FiguresFold(pool, rules);
        live.Become(snapshot);
        lock (gate)
        {
            (fold, since) = (live, []);
            now.Begin(snapshot.At);
        }

        began.TrySetResult();
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var day = ReadDayAsync(snapshot, round.Token);
        try
        {
            await TailAsync(snapshot.Position, round.Token);
        }
        finally
        {
            await round.CancelAsync();
            await day;
        }
    }

    /// <summary>Follows the events until their numbers break.</summary>
    private async Task TailAsync(EventPosition from, CancellationToken cancellationToken)
    {
        var last = from;
        await foreach (var e in view.TailAsync(pool, from, cancellationToken))
        {
            if (e.Position <= last)
            {
                continue; // delivery is at least once
            }

            if (e.Position.Epoch != last.Epoch || e.Position.Number != last.Number + 1 || !Take(e))
            {
                break;
            }

            (last, failures) = (e.Position, 0);
        }

        if (last == from)
        {
            // To begin again at once could bring us back here at once, for ever.
            throw new InvalidOperationException("The events after a fresh snapshot do not follow on from it.");
        }
    }

    private bool Take(RoutingEvent e)
    {
        lock (gate)
        {
            now.Heard(e.At);
            fold.Apply(e);
            since?.Add(e);
            return since is not { Count: > MostKept };
        }
    }

    private async Task ReadDayAsync(PoolSnapshot snapshot, CancellationToken cancellationToken)
    {
        for (var tries = 1; !cancellationToken.IsCancellationRequested; tries++)
        {
            try
            {
                if (await HistoryUpToAsync(snapshot, cancellationToken) is { } day)
                {
                    PutInPlace(day);
                    return;
                }
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The live part goes on; the day is read when Records can be.
                if (tries == 1)
                {
                    LogDayUnknown(exception, pool);
                }
            }

            await PauseAsync(tries, cancellationToken);
        }
    }

    /// <summary>A fold of the history up to the snapshot, and then made equal to it; null when events between the two were trimmed meanwhile.</summary>
    private async Task<FiguresFold?> HistoryUpToAsync(PoolSnapshot snapshot, CancellationToken cancellationToken)
    {
        var day = new FiguresFold(pool, rules);
        var reached = await sink.CheckpointAsync(pool, cancellationToken);
        await foreach (var e in history.ReadAsync(pool, rules.Days.StartOf(snapshot.At) - RunUp, cancellationToken))
        {
            reached = e.Position > reached ? e.Position : reached;
            if (e.Position <= snapshot.Position)
            {
                day.Apply(e);
            }
        }

        if (reached < snapshot.Position && !await CatchUpAsync(day, reached, snapshot.Position, cancellationToken))
        {
            return null;
        }

        day.Become(snapshot);
        return day;
    }

    /// <summary>Takes in what Records does not have yet from the stream, which is trimmed only below what Records has.</summary>
    private async Task<bool> CatchUpAsync(FiguresFold day, EventPosition reached, EventPosition target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(CatchUpPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await foreach (var e in view.TailAsync(pool, reached, either.Token))
            {
                var follows = e.Position.Epoch == reached.Epoch ? e.Position.Number <= reached.Number + 1 : e.Position.Number == 1;
                if (!follows || e.Position > target)
                {
                    return false;
                }

                day.Apply(e);
                reached = e.Position;
                if (reached == target)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing more came: it was trimmed, because Records has it by now.
        }

        return false;
    }

    private void PutInPlace(FiguresFold day)
    {
        lock (gate)
        {
            foreach (var e in since ?? [])
            {
                day.Apply(e);
            }

            day.DayKnown = true;
            (fold, since) = (day, null);
        }
    }

    // Ends early, without a word, when it is cancelled.
    private async Task PauseAsync(int tries, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(tries, 5)));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(1020, LogLevel.Warning, "The live figures of pool {Pool} cannot be kept at present; they begin again by themselves")]
    private partial void LogLost(Exception exception, PoolId pool);

    [LoggerMessage(1021, LogLevel.Warning, "The history of pool {Pool} cannot be read: the wallboard shows what is live, and the figures of the day once it can be")]
    private partial void LogDayUnknown(Exception exception, PoolId pool);
}
