namespace Helpline.Simulator.Voice;

/// <summary>Two calls that hear each other until one goes.</summary>
internal sealed class Bridge(NetworkClock time) : ITalk
{
    private readonly Lock gate = new();
    private readonly List<CallLeg> legs = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DateTimeOffset> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => ended.Task;

    public TimeSpan Length => begun.Task.IsCompletedSuccessfully ? time.GetUtcNow() - begun.Task.Result : TimeSpan.Zero;

    public bool Connected => begun.Task.IsCompletedSuccessfully;

    public void End() => ended.TrySetResult();

    /// <summary>Stays until the other side goes, or this one is interrupted.</summary>
    public async Task StayAsync(CallLeg leg, CancellationToken ct)
    {
        lock (gate)
        {
            legs.Add(leg);
            if (legs.Count == 2)
            {
                begun.TrySetResult(time.GetUtcNow());
            }
        }

        leg.Talk = this;
        using var heard = leg.Hearing.While(time, "the ringing, or the other side");
        try
        {
            await ended.Task.WaitAsync(ct);
        }
        finally
        {
            leg.Talk = null;
            End();
        }
    }

    public void Say(CallLeg from, string text, Speaker speaker)
    {
        List<CallLeg> others;
        lock (gate)
        {
            others = [.. legs.Where(l => l != from)];
        }

        foreach (var other in others)
        {
            other.Hear(time.GetUtcNow(), speaker, text, from.Label);
        }
    }
}
