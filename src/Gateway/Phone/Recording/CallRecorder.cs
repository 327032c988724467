using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>
/// Does at the network what Records says is wanted of a call's recording. It looks at how things stand and does what is missing, so it may be told any number of times.
/// What is recorded is the person's own leg: never what agents say among themselves while the person is on hold.
/// </summary>
internal sealed class CallRecorder(
    ICallRecordings recordings, ICallLegs legs, TwilioRecordings network, RecordingUrls urls, CallNews news, TimeProvider time, ILogger<CallRecorder> log)
{
    /// <summary>Nobody is recorded later than this after they agreed: the talk has moved on by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Over = "The call was over before it could be recorded.";
    private const string Refused = "The telephone network did not record. Nothing was recorded.";

    /// <summary>The agent who heard them agree is no longer with them: what they agreed to is over.</summary>
    public async Task StopAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if (await recordings.WishAsync(contact, RecordingWish.Stop, cancellationToken))
        {
            await FollowAsync(pool, contact, cancellationToken);
        }
    }

    public async Task FollowAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if (await recordings.OpenAsync(contact, cancellationToken) is not { } open)
        {
            await news.ChangedAsync(pool, contact, cancellationToken);
            return;
        }

        var fact = open switch
        {
            { CallSid: null, Wish: RecordingWish.Record } => await BeginAsync(open, cancellationToken),
            { CallSid: null, Wish: RecordingWish.Stop } => new RecordingFact(RecordingState.Stopped),
            { CallSid: null } => null,
            { RecordingSid: null } => await LookForItAsync(open, cancellationToken),
            _ => await ChangeAsync(open, cancellationToken),
        };
        if (fact is not null && await recordings.AdvanceAsync(open.Id, fact, cancellationToken) is var (known, changed) && changed)
        {
            log.RecordingIs(contact, known.State);
            if (!known.IsOver && open.RecordingSid is null)
            {
                await FollowAsync(pool, contact, cancellationToken); // begun; they may have changed their mind meanwhile
                return;
            }
        }

        await news.ChangedAsync(pool, contact, cancellationToken);
    }

    private async Task<RecordingFact?> BeginAsync(CallRecording open, CancellationToken cancellationToken)
    {
        if (await CallerAsync(open.Contact, cancellationToken) is not { } caller)
        {
            return new(RecordingState.Failed, Problem: Over);
        }

        return await recordings.TryAsync(open.Id, caller.CallSid, cancellationToken)
            ? await StartAsync(caller.CallSid, cancellationToken)
            : await LookForItAsync(open with { CallSid = caller.CallSid }, cancellationToken);
    }

    /// <summary>It was asked for, and the answer never came: it may run already.</summary>
    private async Task<RecordingFact?> LookForItAsync(CallRecording open, CancellationToken cancellationToken)
    {
        var call = open.CallSid!;
        var all = await network.OfCallAsync(call, cancellationToken);
        if (CallOrders.Settled(all, "list recordings") && all.Value!.Recordings.FirstOrDefault(r => r is { IsOfTheCall: true, IsRunning: true }) is { } running)
        {
            return new(running.IsPaused ? RecordingState.Paused : RecordingState.Recording, running.Sid);
        }

        return open.Wish == RecordingWish.Stop ? new(RecordingState.Stopped)
            : await CallerAsync(open.Contact, cancellationToken) is null ? new(RecordingState.Failed, Problem: Over)
            : time.GetUtcNow() - open.AgreedAt > Patience ? new(RecordingState.Failed, Problem: Refused)
            : await StartAsync(call, cancellationToken);
    }

    private async Task<RecordingFact> StartAsync(string callSid, CancellationToken cancellationToken)
    {
        var reply = await network.StartAsync(callSid, urls.Status, cancellationToken);
        return CallOrders.Settled(reply, "record call") ? new(RecordingState.Recording, reply.Value!.Sid) : new(RecordingState.Failed, Problem: Refused);
    }

    private async Task<RecordingFact?> ChangeAsync(CallRecording open, CancellationToken cancellationToken)
    {
        var next = (open.Wish, open.State) switch
        {
            (RecordingWish.Stop, _) => RecordingState.Stopped,
            (RecordingWish.Pause, RecordingState.Recording) => RecordingState.Paused,
            (RecordingWish.Record, RecordingState.Paused) => RecordingState.Recording,
            _ => (RecordingState?)null,
        };
        if (next is not { } state)
        {
            return null;
        }

        var status = state switch { RecordingState.Paused => "paused", RecordingState.Recording => "in-progress", _ => "stopped" };
        var reply = await network.ChangeAsync(open.CallSid!, open.RecordingSid!, status, cancellationToken);

        // Refused or not found: it has ended with the call.
        return CallOrders.Settled(reply, "change recording") ? new(state) : new(RecordingState.Stopped);
    }

    private async Task<CallLeg?> CallerAsync(ContactId contact, CancellationToken cancellationToken) =>
        (await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(l => l is { Role: CallLegRole.Caller, State: CallLegState.InConference });
}
