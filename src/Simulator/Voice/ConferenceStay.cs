using Helpline.Simulator.Conferences;
using Helpline.Simulator.Twiml;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Voice;

/// <summary>A leg's time in a conference: the wait music, the talk, the hold music, until it leaves or is let go.</summary>
internal sealed class ConferenceStay(CallScript script, ConferenceRoom room, Participant participant)
{
    private readonly VoiceServices services = script.Services;

    public async Task RunAsync(CancellationToken ct)
    {
        using var stayed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _ = BreakAsync(stayed.Token);
        try
        {
            while (!participant.Removed.IsCompleted)
            {
                var changed = participant.Changed.Task;
                using var sounding = CancellationTokenSource.CreateLinkedTokenSource(ct);
                var sound = SoundAsync(sounding.Token);
                await Task.WhenAny(changed, participant.Removed).WaitAsync(ct);
                await sounding.CancelAsync();
                await sound;
            }
        }
        finally
        {
            await stayed.CancelAsync();
            room.Leave(participant, script.Leg.Pending is Interruption.Redirect ? "participant_updated_via_api" : "participant_hung_up");
        }
    }

    /// <summary>On a bad day a browser's line breaks after a while.</summary>
    private async Task BreakAsync(CancellationToken ct)
    {
        if (services.Troubles.Legs != LegTrouble.Breaks || !script.Leg.From.StartsWith("client:", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            await Task.Delay(services.Troubles.BreaksAfter, services.Time, ct);
            script.Leg.HangUp("The line broke");
        }
        catch (OperationCanceledException)
        {
            // It left by itself.
        }
    }

    /// <summary>What is heard beside the talk. A document that fails leaves silence: nobody is dropped for want of music.</summary>
    private async Task SoundAsync(CancellationToken ct)
    {
        var waiting = room.Status == "init" && !participant.WaitsInSilence;
        if (!participant.Hold && !waiting)
        {
            return;
        }

        try
        {
            if ((participant.Hold ? participant.HoldSound : participant.WaitSound) is { } source)
            {
                await script.FollowAsync(source, TwimlContext.ConferenceWait, ct, () => [new("ConferenceSid", room.Sid), new("FriendlyName", room.Name)]);
            }
            else
            {
                const string Music = "♪ hold music";
                script.Leg.Hear(services.Time.GetUtcNow(), Speaker.Sound, Music);
                using var heard = script.Leg.Hearing.While(services.Time, Music);
                await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, ct);
            }
        }
        catch (TwimlFailure failure)
        {
            services.Warnings.Add(failure.Code, failure.Message, script.Leg.Sid, failure.Url);
        }
        catch (OperationCanceledException)
        {
            // The talk goes on, or the leg has gone.
        }
    }
}
