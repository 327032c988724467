namespace Helpline.Simulator.Voice;

/// <summary>One leg of a call: a person or a browser on one side, a script on the other.</summary>
internal sealed class CallLeg(string from, string to, string direction, IParty party, DateTimeOffset created, string? parentSid = null) : IDisposable
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource running = new();
    private Interruption? pending;
    private Action? over;
    private int sequence = -1;
    private CallStatus status = direction == "inbound" ? CallStatus.Ringing : CallStatus.Queued;

    public string Sid { get; } = Helpline.Simulator.Sid.New("CA");

    public string From { get; } = from;

    public string To { get; } = to;

    /// <summary>inbound, outbound-api or outbound-dial.</summary>
    public string Direction { get; } = direction;

    public IParty Party { get; } = party;

    public string? ParentSid { get; } = parentSid;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; private set; } = created;

    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Over from the moment somebody hangs up, though the script has yet to come to its end: so requests about the hang-up say it.</summary>
    public CallStatus Status
    {
        get
        {
            lock (gate)
            {
                return pending is Interruption.HangUp hangUp && !status.IsOver() ? StatusAfter(hangUp) : status;
            }
        }
    }

    /// <summary>Done once, when the call is over.</summary>
    public void WhenOver(Action then) => over += then;

    public StatusCallback? Callback { get; set; }

    public string? FallbackUrl { get; set; }

    public string FallbackMethod { get; set; } = "POST";

    /// <summary>Fields a browser sent along; every request about its call carries them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> CustomFields { get; init; } = [];

    /// <summary>What the caller hears through, while in a conference or bridged.</summary>
    public ITalk? Talk { get; set; }

    /// <summary>What others in a conference know this leg as.</summary>
    public string? Label { get; set; }

    public KeyListener? Listener { get; set; }

    /// <summary>Where the leg's silences are found.</summary>
    public Hearing Hearing { get; } = new();

    public Task Answered => answered.Task;

    /// <summary>Cancelled when something from outside interrupts the script; take a new one after <see cref="TakeInterruption"/>.</summary>
    public CancellationToken Interrupted
    {
        get
        {
            lock (gate)
            {
                return running.Token;
            }
        }
    }

    /// <summary>What a hang-up makes of the call: one that was never picked up was not answered.</summary>
    public CallStatus StatusAfter(Interruption.HangUp hangUp) =>
        Started is null && hangUp.Status == CallStatus.Completed ? CallStatus.NoAnswer : hangUp.Status;

    public int NextSequence() => Interlocked.Increment(ref sequence);

    /// <summary>The person picks up (or the network does, for an inbound call).</summary>
    public void Answer() => answered.TrySetResult();

    public void HangUp(string how = "You hung up") => Interrupt(new Interruption.HangUp(how));

    /// <summary>False when the call is already over or ending.</summary>
    public bool Interrupt(Interruption interruption)
    {
        CancellationTokenSource stop;
        lock (gate)
        {
            if (status.IsOver() || pending is Interruption.HangUp)
            {
                return false;
            }

            pending = interruption;
            stop = running;
        }

        // Not here: what waits on the token would run inside whoever hangs up.
        _ = stop.CancelAsync();
        return true;
    }

    public Interruption? Pending
    {
        get
        {
            lock (gate)
            {
                return pending;
            }
        }
    }

    public Interruption? TakeInterruption()
    {
        lock (gate)
        {
            var taken = pending;
            if (taken is Interruption.Redirect)
            {
                pending = null;
                running = new CancellationTokenSource();
            }

            return taken;
        }
    }

    /// <summary>False when the status was that already, or the call is over.</summary>
    public bool Become(CallStatus next, DateTimeOffset at)
    {
        lock (gate)
        {
            if (status.IsOver() || status == next)
            {
                return false;
            }

            status = next;
            Updated = at;
            if (next == CallStatus.InProgress)
            {
                Started = at;
                Hearing.Begin(at);
            }
            else if (next.IsOver())
            {
                Ended = at;
                Hearing.End(at);
            }
        }

        Party.StatusChanged(this);
        if (next.IsOver())
        {
            over?.Invoke();
        }

        return true;
    }

    public void Hear(DateTimeOffset at, Speaker speaker, string text, string? who = null) => Party.Hear(this, new Heard(at, speaker, text, who));

    /// <summary>The person speaks: whoever shares the line hears it, or a verb that listens does.</summary>
    public void Say(DateTimeOffset at, string text)
    {
        Hear(at, Speaker.Self, text);
        Listener?.Say(text);
        Talk?.Say(this, text, Speaker.Person);
    }

    public void Press(DateTimeOffset at, char key)
    {
        Hear(at, Speaker.Self, $"[{key}]");
        Listener?.Press(key);
        Talk?.Say(this, $"[{key}]", Speaker.Sound);
    }

    public void Dispose() => running.Dispose();
}
