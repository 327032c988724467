using Helpline.Contracts;
using Helpline.Records;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Outbox;

/// <summary>Takes what is due out of the outbox and sends it, or finds out whether it was sent. Nothing is ever sent twice by a machine.</summary>
internal sealed class OutboxDispatch(
    IOutbox outbox, IEnumerable<IChannelSender> senders, ContactGuard guard, UnsentMessages unsent, DeliveryAnnouncer announcer, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxDispatch> log)
{
    public const string CouldNotTell = "We could not tell whether this was sent. Read it to the person, or send it again if you decide so.";

    private const int Batch = 20;

    private static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(60);

    /// <summary>One round. Returns how many rows it took.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!senders.Any(s => s.IsReady))
        {
            return 0;
        }

        await unsent.GiveBackAsync(cancellationToken);
        var claimedAt = time.GetUtcNow();
        var claimed = await outbox.ClaimAsync(Batch, options.Value.Claim, cancellationToken);

        // Conversations side by side; within one, in the order written.
        await Task.WhenAll(claimed.GroupBy(item => item.Contact).Select(conversation => InOrderAsync([.. conversation], claimedAt, cancellationToken)));
        return claimed.Count;
    }

    private async Task InOrderAsync(IReadOnlyList<OutboxItem> conversation, DateTimeOffset claimedAt, CancellationToken cancellationToken)
    {
        DateTimeOffset? notBefore = null;
        foreach (var item in conversation)
        {
            try
            {
                if (item.State == DeliveryState.Unknown)
                {
                    await MatchAsync(item, cancellationToken);
                }
                else if (notBefore is { } after)
                {
                    await outbox.RetryAsync(item.Id, after, cancellationToken); // not ahead of the one before it
                }
                else if (time.GetUtcNow() - claimedAt > options.Value.LastStart)
                {
                    await outbox.RetryAsync(item.Id, time.GetUtcNow(), cancellationToken);
                }
                else
                {
                    notBefore = await SendAsync(item, cancellationToken);
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One message must not hold up the others. Its claim runs out; then it is matched.
                log.MessageFailed(e, item.Id);
            }
        }
    }

    /// <summary>Sends one message. Answers when to try again, if it did not leave.</summary>
    private async Task<DateTimeOffset?> SendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (senders.FirstOrDefault(s => s.Channel == item.Channel) is not { IsReady: true } sender)
        {
            return await SettleAsync(item, DeliveryState.Failed, "This channel is not set up, so the message was not sent. Tell your supervisor.", cancellationToken);
        }

        if (await AskGuardAsync(item, cancellationToken) is not { } decision)
        {
            unsent.Note(item.Id);
            var later = await TryLaterAsync(item, sender, cancellationToken);
            unsent.Forget(item.Id);
            return later;
        }

        if (!decision.IsAllowed)
        {
            return await RefuseAsync(item, decision.Reason!, cancellationToken);
        }

        var sent = await sender.SendAsync(item, cancellationToken);
        return sent.Result switch
        {
            SendResult.Accepted => await AcceptAsync(item, sent.ProviderId!, sent.State, cancellationToken),
            SendResult.Refused => await SettleAsync(item, DeliveryState.Failed, sent.Problem!, cancellationToken),
            SendResult.Unknown => LeaveToMatching(item),
            SendResult.NotSent => await TryLaterAsync(item, sender, cancellationToken),
        };
    }

    /// <summary>Null when nobody can say: nothing is sent then.</summary>
    private async Task<GuardDecision?> AskGuardAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await guard.DecideAsync(item, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong, an answer we do not have is not a yes.
            log.NobodyCanSay(item.Id, e);
            return null;
        }
    }

    /// <summary>The person's rules refuse it; the agent is told which, and may ask a second person.</summary>
    private async Task<DateTimeOffset?> RefuseAsync(OutboxItem item, string sentence, CancellationToken cancellationToken)
    {
        await outbox.RefuseAsync(item.Id, sentence, cancellationToken);
        log.Settled(item.Id, DeliveryState.Failed);
        await announcer.AnnounceAsync(item.Pool, item.Contact, cancellationToken);
        return null;
    }

    /// <summary>Its claim runs out and it comes back to be matched.</summary>
    private DateTimeOffset? LeaveToMatching(OutboxItem item)
    {
        log.SendUnknown(item.Id);
        return null;
    }

    private async Task<DateTimeOffset?> TryLaterAsync(OutboxItem item, IChannelSender sender, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - item.FirstTriedAt > sender.Patience)
        {
            return await SettleAsync(
                item, DeliveryState.Failed, $"This could not be sent for {sender.Patience.TotalMinutes:0} minutes, because the network did not answer. Send it again if it is still right.", cancellationToken);
        }

        var backoff = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Clamp(item.Attempts, 0, 10)), MostBackoff.TotalSeconds));
        await outbox.RetryAsync(item.Id, now + backoff, cancellationToken);
        return now + backoff;
    }

    private async Task MatchAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var sender = senders.FirstOrDefault(s => s.Channel == item.Channel && s.IsReady);
        var match = sender is null ? new MatchOutcome(MatchResult.CannotTell) : await sender.MatchAsync(item, cancellationToken);
        foreach (var candidate in match.Candidates)
        {
            if (await outbox.AcceptedAsync(item.Id, candidate.ProviderId, candidate.State, cancellationToken))
            {
                log.Matched(item.Id);
                await announcer.AnnounceAsync(item.Pool, item.Contact, cancellationToken);
                return;
            }
        }

        if (time.GetUtcNow() - item.FirstTriedAt > options.Value.MatchFor)
        {
            await SettleAsync(item, DeliveryState.Unknown, CouldNotTell, cancellationToken);
            return;
        }

        // It comes back when this claim runs out. Until then the agent sees that it is in doubt.
        await announcer.AnnounceAsync(item.Pool, item.Contact, cancellationToken);
    }

    /// <summary>The provider has it; not to be tried again.</summary>
    private async Task<DateTimeOffset?> AcceptAsync(OutboxItem item, string providerId, DeliveryState state, CancellationToken cancellationToken)
    {
        await outbox.AcceptedAsync(item.Id, providerId, state, cancellationToken);
        log.Accepted(item.Id, state);
        await announcer.AnnounceAsync(item.Pool, item.Contact, cancellationToken);
        return null;
    }

    /// <summary>It is over, and the agent is told; not to be tried again.</summary>
    private async Task<DateTimeOffset?> SettleAsync(OutboxItem item, DeliveryState state, string problem, CancellationToken cancellationToken)
    {
        await outbox.SettleAsync(item.Id, state, problem, cancellationToken);
        log.Settled(item.Id, state);
        await announcer.AnnounceAsync(item.Pool, item.Contact, cancellationToken);
        return null;
    }
}
