namespace Helpline.Simulator.Voice;

/// <summary>A stretch of a call in which there was nothing to hear: no words, no sound, nobody on the line.</summary>
/// <param name="After">What was heard before it: words, a sound or who was there. Empty at the beginning.</param>
/// <param name="Before">What ended it. Empty at the end of the call.</param>
public sealed record Silence(DateTimeOffset From, TimeSpan Length, string After, string Before);

/// <summary>
/// When a leg has something to hear, from picking up to the end. Words and sounds count for as long as they last, and are cut short when they are interrupted; somebody who can be heard
/// counts as long as they are there, whether or not they speak; so does the leg's own turn to speak into a recording.
/// </summary>
internal sealed class Hearing
{
    private readonly Lock gate = new();
    private readonly List<Silence> silences = [];
    private DateTimeOffset? quietSince;
    private string last = "";
    private int sounding;
    private bool isOn;

    public IReadOnlyList<Silence> Silences
    {
        get
        {
            lock (gate)
            {
                return [.. silences];
            }
        }
    }

    /// <summary>There is something to hear until the result is disposed of.</summary>
    public IDisposable While(TimeProvider time, string what)
    {
        lock (gate)
        {
            if (sounding++ == 0)
            {
                EndQuiet(time.GetUtcNow(), what);
            }

            last = what;
        }

        return new Sound(this, time);
    }

    /// <summary>Picked up.</summary>
    public void Begin(DateTimeOffset at)
    {
        lock (gate)
        {
            isOn = true;
            quietSince = sounding == 0 ? at : null;
        }
    }

    public void End(DateTimeOffset at)
    {
        lock (gate)
        {
            EndQuiet(at, "");
            isOn = false;
        }
    }

    private void EndQuiet(DateTimeOffset at, string before)
    {
        if (quietSince is { } since && at > since)
        {
            silences.Add(new Silence(since, at - since, last, before));
        }

        quietSince = null;
    }

    private void Stopped(DateTimeOffset at)
    {
        lock (gate)
        {
            if (--sounding == 0 && isOn)
            {
                quietSince = at;
            }
        }
    }

    private sealed class Sound(Hearing hearing, TimeProvider time) : IDisposable
    {
        private int isStopped;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isStopped, 1) == 0)
            {
                hearing.Stopped(time.GetUtcNow());
            }
        }
    }
}
