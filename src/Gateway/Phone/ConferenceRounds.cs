using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>
/// The network does not promise its notices. So the conferences that run are looked at every few seconds; what differs from our picture in two looks in a row
/// (a join: in one) is not merely late, and is mended by the very steps the lost notice would have caused. Several nodes may do it at once: each step is idempotent.
/// </summary>
internal sealed class ConferenceRounds(
    TwilioApi twilio, ICallLegs legs, IPoolView pools, IContactRouter router, CallConnection connection, CallParting parting, CallOrders orders, IOptions<TwilioOptions> options, TimeProvider time, ILogger<ConferenceRounds> log)
    : NetworkRounds(Period, atStart: false, options, time)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private HashSet<(ContactId Contact, ConferenceDifference Difference, string CallSid)> seen = [];
    private readonly HashSet<string> strange = [];

    protected override void Failed(Exception exception) => log.ConferencesNotChecked(exception);

    protected override Task RoundAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>One look at all of them.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if ((await twilio.ListConferencesAsync("init", cancellationToken)).Value is not { } beginning
            || (await twilio.ListConferencesAsync("in-progress", cancellationToken)).Value is not { } running)
        {
            return;
        }

        var (before, now) = (seen, new HashSet<(ContactId, ConferenceDifference, string)>());
        var snapshots = new Dictionary<PoolId, PoolSnapshot>();
        var all = beginning.Conferences.Concat(running.Conferences).DistinctBy(c => c.Sid).ToList();
        strange.IntersectWith(all.Select(c => c.Sid));
        foreach (var conference in all)
        {
            if (ConferenceName.Parse(conference.FriendlyName) is { } contact)
            {
                await LookAsync(contact, conference.Sid, snapshots, before, now, cancellationToken);
            }
        }

        seen = now;
    }

    private async Task LookAsync(
        ContactId contact,
        string conference,
        Dictionary<PoolId, PoolSnapshot> snapshots,
        HashSet<(ContactId, ConferenceDifference, string)> before,
        HashSet<(ContactId, ConferenceDifference, string)> now,
        CancellationToken cancellationToken)
    {
        if ((await twilio.ListParticipantsAsync(conference, cancellationToken)).Value is not { } inside)
        {
            return; // It has ended meanwhile, or the network does not answer.
        }

        var ours = await legs.OfContactAsync(contact, cancellationToken);
        if (ours.FirstOrDefault(leg => leg.Pool is not null)?.Pool is not { } pool)
        {
            if (strange.Add(conference))
            {
                log.ConferenceOfNobody(conference);
            }

            return;
        }

        if (!snapshots.TryGetValue(pool, out var snapshot))
        {
            snapshots[pool] = snapshot = await pools.SnapshotAsync(pool, cancellationToken);
        }

        // What Routing does not know (a Redis lost a moment ago) is not over: it comes back from Records.
        var known = snapshot.Contacts.FirstOrDefault(c => c.Id == contact) ?? (await router.StandingAsync(pool, contact, cancellationToken))?.Contact;
        if (known is null)
        {
            return;
        }

        bool IsCaller(string call) => inside.Participants.Any(p => p.CallSid == call && p.Label == ConferenceName.Caller);
        var picture = new ConferencePicture(inside.Participants, ours, known.State, [.. snapshot.Assignments.Where(a => a.Contact == contact)]);
        foreach (var (difference, call) in picture.Differences())
        {
            // A join is told again at no cost; anything else may yet be told by a notice on its way.
            if (difference != ConferenceDifference.JoinMissed && !before.Contains((contact, difference, call)))
            {
                now.Add((contact, difference, call));
                continue;
            }

            log.ConferenceDiffers(contact, difference);
            await MendAsync(difference, pool, contact, call, conference, IsCaller(call), cancellationToken);
        }
    }

    private Task MendAsync(ConferenceDifference difference, PoolId pool, ContactId contact, string call, string conference, bool isCaller, CancellationToken cancellationToken) => difference switch
    {
        ConferenceDifference.AgentGone => parting.AgentLeftAsync(call, conference, cancellationToken),
        ConferenceDifference.AgentOverstays => orders.EndAsync(call, cancellationToken),
        ConferenceDifference.CallerAlone => connection.CallerAloneAsync(pool, contact, call, conference, cancellationToken),
        ConferenceDifference.OverButRunning => orders.EndConferenceAsync(conference, cancellationToken),
        ConferenceDifference.JoinMissed when isCaller => connection.CallerJoinedAsync(contact, call, conference, cancellationToken),
        ConferenceDifference.JoinMissed => connection.AgentJoinedAsync(call, conference, cancellationToken),
        _ => throw new InvalidOperationException($"No such difference: {difference}."),
    };
}
