using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>
/// Does at the network what Records says is wanted of a call's recording. It looks at how things stand and does what is missing, so it may be told any number of times.
/// What is recorded is the person's own leg: never what agents say among themselves while the person is on hold.
/// A network that does not answer is no trouble for the call: it is logged, and <see cref="RecordingRounds"/> does it soon after.
/// </summary>
internal sealed class CallRecorder(ICallRecordings recordings, ICallLegs legs, RecordingAtNetwork network, CallNews news, TimeProvider time, ILogger<CallRecorder> log)
{
    /// <summary>Nobody is recorded later than this after it was last wished: the talk has moved on by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Over = "The call was over before it could be recorded.";
    private const string Refused = "The telephone network did not record. Nothing was recorded.";

    /// <summary>The agent who heard them agree is no longer with them: what they agreed to is over.</summary>
    public Task StopAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken) => WishAsync(pool, contact, RecordingWish.Stop, cancellationToken);

    /// <summary>Somebody is there who has not been asked.</summary>
    /// <returns>False while it may still record.</returns>
    public async Task<bool> PauseAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        await WishAsync(pool, contact, RecordingWish.Pause, cancellationToken);
        return await recordings.OpenAsync(contact, cancellationToken) is not { } open || open is { State: RecordingState.Paused } or { CallSid: null };
    }

    public async Task FollowAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if (await recordings.OpenAsync(contact, cancellationToken) is { } open)
        {
            await FollowAsync(pool, open, cancellationToken);
        }
        else
        {
            await TellAsync(pool, contact, cancellationToken);
        }
    }

    public async Task FollowAsync(PoolId pool, CallRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            await FollowToTheEndAsync(recording, cancellationToken);
        }
        catch (TwilioUnavailableException)
        {
            log.NotFollowed(recording.Contact);
        }

        await TellAsync(pool, recording.Contact, cancellationToken);
    }

    private async Task TellAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        try
        {
            await news.ChangedAsync(pool, contact, cancellationToken);
        }
        catch (RoutingUnavailableException)
        {
            // The page reads it at its next news; what was to be done about the call must not wait for that.
        }
    }

    /// <summary>Nobody is recorded who is on hold: what they say there they say to nobody. Afterwards it goes on as it was.</summary>
    public async Task HoldChangedAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if (await recordings.OpenAsync(contact, cancellationToken) is { } open)
        {
            await FollowAsync(pool, open, cancellationToken);
        }
    }

    private async Task WishAsync(PoolId pool, ContactId contact, RecordingWish wish, CancellationToken cancellationToken)
    {
        if (await recordings.WishAsync(contact, wish, cancellationToken))
        {
            await FollowAsync(pool, contact, cancellationToken);
        }
    }

    /// <summary>Again after each change, as long as it brings something: they may have changed their mind meanwhile.</summary>
    private async Task FollowToTheEndAsync(CallRecording recording, CancellationToken cancellationToken)
    {
        for (var known = recording; known is not null;)
        {
            var fact = known switch
            {
                { IsOver: true, MayRunOn: true } => await EndAsync(known, cancellationToken),
                { IsOver: true } => null,
                { RecordingSid: not null } => await ChangeAsync(known, cancellationToken),
                { CallSid: not null } => await LookForItAsync(known, known.CallSid, cancellationToken),
                { Wanted: RecordingWish.Stop } => new(RecordingState.Stopped),
                { Wanted: RecordingWish.Pause } => new(RecordingState.Paused),
                _ => await BeginAsync(known, cancellationToken),
            };
            known = fact is not null && await recordings.AdvanceAsync(known.Id, fact, cancellationToken) is { Changed: true } next ? next.Recording : null;
            if (known is not null)
            {
                log.RecordingIs(known.Contact, known.State);
            }
        }
    }

    private async Task<RecordingFact?> BeginAsync(CallRecording open, CancellationToken cancellationToken) =>
        time.GetUtcNow() - open.WishedAt > Patience || await CallerAsync(open.Contact, cancellationToken) is not { } caller
            ? new(RecordingState.Failed, Problem: Over)
            : await StartAsync(open, caller, cancellationToken);

    /// <summary>It was asked for, and the answer never came: it may run already.</summary>
    private async Task<RecordingFact?> LookForItAsync(CallRecording open, string call, CancellationToken cancellationToken)
    {
        if (await network.FindUnknownAsync(open, cancellationToken) is { } found)
        {
            return found;
        }

        if (open.Wanted == RecordingWish.Stop)
        {
            return new(RecordingState.Stopped, NothingRuns: RecordingAtNetwork.LookedLongEnough(open, time.GetUtcNow()));
        }

        if (open.Wanted == RecordingWish.Pause)
        {
            return RecordingAtNetwork.LookedLongEnough(open, time.GetUtcNow()) && open.State != RecordingState.Paused ? new(RecordingState.Paused) : null;
        }

        return await CallerAsync(open.Contact, cancellationToken) is null ? new(RecordingState.Failed, Problem: Over)
            : time.GetUtcNow() - open.WishedAt > Patience ? new(RecordingState.Failed, Problem: Refused)
            : await StartAsync(open, call, cancellationToken);
    }

    private async Task<RecordingFact?> StartAsync(CallRecording open, string call, CancellationToken cancellationToken)
    {
        if (await recordings.TryAsync(open.Id, call, cancellationToken) is not { Ask: true })
        {
            return null; // Taken back or paused meanwhile, or somebody else asks for it just now. If anything is left to do, the next round does it.
        }

        return await network.StartAsync(call, cancellationToken) is { } sid ? new(RecordingState.Recording, sid) : new(RecordingState.Failed, Problem: Refused);
    }

    private async Task<RecordingFact?> ChangeAsync(CallRecording open, CancellationToken cancellationToken)
    {
        var next = (open.Wanted, open.State) switch
        {
            (RecordingWish.Stop, _) => RecordingState.Stopped,
            (RecordingWish.Pause, not RecordingState.Paused) => RecordingState.Paused,
            (RecordingWish.Record, not RecordingState.Recording) => RecordingState.Recording,
            _ => (RecordingState?)null,
        };
        return next is { } state ? await network.ChangeAsync(open, state, cancellationToken) : null;
    }

    /// <summary>Over here, and perhaps not there: it began too late, or nobody knows whether it began.</summary>
    private async Task<RecordingFact?> EndAsync(CallRecording over, CancellationToken cancellationToken) =>
        over.RecordingSid is not null ? await network.ChangeAsync(over, RecordingState.Stopped, cancellationToken)
        : await network.FindUnknownAsync(over, cancellationToken) is { } found ? found
        : RecordingAtNetwork.LookedLongEnough(over, time.GetUtcNow()) ? new(over.State, NothingRuns: true)
        : null;

    /// <summary>Their own call, while they are in the conference.</summary>
    private async Task<string?> CallerAsync(ContactId contact, CancellationToken cancellationToken) =>
        (await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(l => l is { Role: CallLegRole.Caller, State: CallLegState.InConference })?.CallSid;
}
