using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Clients;

/// <summary>A call that a browser placed.</summary>
public sealed class ClientCall : IParty
{
    private readonly Lock gate = new();
    private readonly List<Heard> transcript = [];
    private readonly NetworkClock clock;
    private readonly TimeProvider real;
    private readonly TimeSpan grace;
    private CallLeg? leg;
    private ITimer? lost;
    private int listeners;

    /// <summary>Not yet placed.</summary>
    /// <param name="real">What a browser's own connection is timed by.</param>
    internal ClientCall(string identity, NetworkClock clock, TimeProvider real, TimeSpan grace)
    {
        (Identity, this.clock, this.real, this.grace) = (identity, clock, real, grace);
    }

    /// <summary>Raised after any change, on the thread that caused it.</summary>
    public event EventHandler? Changed;

    public string Identity { get; }

    public string Sid => Leg.Sid;

    /// <summary>Twilio's word for the call's status: ringing, in-progress, completed, …</summary>
    public string Status => Leg.Status.Wire();

    /// <summary>How the call ended, in words; null while it goes on.</summary>
    public string? Ending { get; private set; }

    public IReadOnlyList<Heard> Transcript
    {
        get
        {
            lock (gate)
            {
                return [.. transcript];
            }
        }
    }

    internal EventLog Events { get; } = new();

    private CallLeg Leg => leg ?? throw new InvalidOperationException("The call has not been placed.");

    /// <summary>The browser's own microphone is off: nothing it says leaves it.</summary>
    public bool Muted { get; set; }

    public void Say(string text)
    {
        if (!Muted)
        {
            Leg.Say(clock.GetUtcNow(), text);
        }
    }

    /// <summary>Presses keys.</summary>
    /// <param name="keys">0–9, * and #.</param>
    public void Press(string keys)
    {
        foreach (var key in keys.Where(k => char.IsAsciiDigit(k) || k is '*' or '#'))
        {
            Leg.Press(clock.GetUtcNow(), key);
        }
    }

    public void HangUp() => Leg.HangUp();

    /// <summary>Waits until something holds of this call.</summary>
    /// <param name="within">Of real time. Default 20 seconds.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public Task WaitUntilAsync(Func<ClientCall, bool> condition, TimeSpan? within = null) => Waiting.UntilAsync(
        look => Changed += look,
        look => Changed -= look,
        () => condition(this),
        within,
        () => $"The call of {Identity} is {Status} and has heard: {string.Join(" | ", Transcript.Select(h => h.Text))}.");

    public Task HearsAsync(string words, TimeSpan? within = null) =>
        WaitUntilAsync(c => c.Transcript.Any(h => h.Speaker != Speaker.Self && h.Text.Contains(words, StringComparison.OrdinalIgnoreCase)), within);

    internal void Placed(CallLeg placed) => leg = placed;

    /// <summary>The browser listens; the call lives as long as it does, and a little.</summary>
    internal void Attach()
    {
        lock (gate)
        {
            listeners++;
            lost?.Dispose();
            lost = null;
        }
    }

    internal void Detach()
    {
        lock (gate)
        {
            if (--listeners == 0)
            {
                HangUpAfter(grace);
            }
        }
    }

    /// <summary>Gives the browser this long to listen.</summary>
    internal void Expect(TimeSpan within)
    {
        lock (gate)
        {
            if (listeners == 0)
            {
                HangUpAfter(within);
            }
        }
    }

    void IParty.Rung(CallLeg leg)
    {
        // Browsers place calls; they are not rung.
    }

    void IParty.StatusChanged(CallLeg leg)
    {
        this.leg ??= leg;
        Events.Add("state", new { state = leg.Status.IsOver() ? "ended" : leg.Status == CallStatus.InProgress ? "connected" : "connecting", status = leg.Status.Wire(), sid = leg.Sid });
        Changed?.Invoke(this, EventArgs.Empty);
    }

    void IParty.Hear(CallLeg leg, Heard heard)
    {
        lock (gate)
        {
            transcript.Add(heard);
        }

        var mine = heard.Speaker == Speaker.Self;
        Events.Add(mine ? "said" : "heard", new { heard.At, heard.Speaker, from = mine ? "you" : heard.Who ?? "line", heard.Text });
        Changed?.Invoke(this, EventArgs.Empty);
    }

    void IParty.Ended(CallLeg leg, string how)
    {
        lock (gate)
        {
            lost?.Dispose();
            lost = null;
        }

        Ending = how;
        Events.Add("ended", new { status = leg.Status.Wire(), how }, last: true);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void HangUpAfter(TimeSpan span)
    {
        lost?.Dispose();
        lost = Ending is null ? real.CreateTimer(_ => Leg.HangUp("The browser has gone"), null, span, Timeout.InfiniteTimeSpan) : null;
    }
}
