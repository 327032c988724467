namespace Helpline.Simulator.Voice;

/// <summary>Calls the network makes: for the REST interface, or for <c>Dial</c>.</summary>
internal sealed class OutgoingCalls(VoiceServices services)
{
    /// <summary>Rings the leg's party in the background. <paramref name="answered"/> is what happens once they answer, <paramref name="over"/> comes last whatever happened.</summary>
    public void Place(CallLeg leg, TimeSpan timeout, Func<CallScript, CancellationToken, Task<Flow>> answered, Action? over = null)
    {
        var script = new CallScript(leg, services);
        services.Register.Add(leg);
        _ = Task.Run(async () =>
        {
            await script.LiveAsync(async ct => await RingAsync(leg, timeout, ct) is { } failure ? new Flow.Finished(failure) : await answered(script, ct));
            over?.Invoke();
        });
    }

    /// <summary>Null once answered; otherwise how the attempt ended.</summary>
    private async Task<CallStatus?> RingAsync(CallLeg leg, TimeSpan timeout, CancellationToken ct)
    {
        services.Reports.Report(leg, "initiated");
        if (leg.Party is NobodyThere nobody)
        {
            return nobody.Status;
        }

        leg.Become(CallStatus.Ringing, services.Time.GetUtcNow());
        services.Reports.Report(leg, "ringing");
        leg.Party.Rung(leg);
        try
        {
            await leg.Answered.WaitAsync(timeout, services.Time, ct);
        }
        catch (TimeoutException)
        {
            return CallStatus.NoAnswer;
        }

        leg.Become(CallStatus.InProgress, services.Time.GetUtcNow());
        services.Reports.Report(leg, "answered");
        return null;
    }
}
