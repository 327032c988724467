using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.OwnPhones;

/// <summary>Rings agents' own telephones, once for each assignment, and mutes them. A ring of unknown fate is looked for before it is repeated.</summary>
internal sealed class OwnPhoneCalls(
    IOwnPhones phones, IContactFile people, IContactRouter router, ICallLegs legs, IServiceLines lines, TwilioApi twilio, ConferenceApi conferences, CallOrders orders, CallConnection connection,
    CallNews news, OwnPhoneUrls urls, IOptions<TwilioOptions> options, ILogger<OwnPhoneCalls> log)
{
    /// <summary>Their clock and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(10);

    /// <summary>The agent accepted it. Whoever accepted in the browser has asked for no ring: then nothing happens.</summary>
    public async Task RingAsync(PoolId pool, ContactFacts contact, AssignmentFacts assignment, CancellationToken cancellationToken)
    {
        if (await phones.FindRingAsync(assignment.Id, cancellationToken) is not { State: OwnPhoneState.Asked } ring || ring.Agent != assignment.Agent)
        {
            return;
        }

        var place = new OwnPhonePlace(pool, contact.Id, assignment.Id);
        if (!await IsAwaitedAsync(place, cancellationToken))
        {
            await EndedAsync(place, callSid: null, problem: null, cancellationToken);
            return;
        }

        var from = string.IsNullOrWhiteSpace(options.Value.AgentCallerId) ? OwnNumber(contact.Line) : options.Value.AgentCallerId;
        var to = await phones.NumberToRingAsync(ring.Agent, cancellationToken);
        if (from is null || to is null)
        {
            await NotReachedAsync(place, to is null ? "Your number is not known any more. Give it again, or answer in this browser." : "This line has no number to ring you from. Answer in this browser.", cancellationToken);
        }
        else if (await people.AddressForDeliveryAsync(contact.Id, cancellationToken) is { IsWithheld: false } person && person == CallerAddress.Of(to))
        {
            await NotReachedAsync(place, "The number you gave as yours is this person's own. It was not rung.", cancellationToken);
        }
        else if (await phones.TryAsync(assignment.Id, cancellationToken) || !await RingsAlreadyAsync(place, ring, from, to, cancellationToken))
        {
            await PlaceAsync(place, ring, new OutgoingCall(from, to, urls.Answered(place), urls.Status(place)), cancellationToken);
        }
    }

    /// <summary>The agent wants to be heard by nobody, or again. Nothing when this is not the leg they are on.</summary>
    public async Task MuteAsync(PoolId pool, ContactId contact, AssignmentId assignment, bool muted, CancellationToken cancellationToken)
    {
        if (await phones.FindRingAsync(assignment, cancellationToken) is { State: OwnPhoneState.Taken, CallSid: { } call }
            && await orders.FindConferenceAsync(contact, cancellationToken) is { } conference
            && CallOrders.Settled(await conferences.MuteAsync(conference, call, muted, cancellationToken), "mute agent"))
        {
            await phones.SetMutedAsync(assignment, muted, cancellationToken);
            await news.ChangedAsync(pool, contact, cancellationToken);
        }
    }

    /// <summary>Their call is known: from now on its end is the end of the agent's leg, whoever tells of it.</summary>
    public async Task RingsAsync(OwnPhonePlace place, AgentId agent, string callSid, CancellationToken cancellationToken)
    {
        if (await phones.AdvanceAsync(place.Assignment, OwnPhoneState.Ringing, callSid, problem: null, cancellationToken) is not var (_, changed))
        {
            log.OwnPhoneStranger(place.Assignment);
            await orders.EndAsync(callSid, cancellationToken);
            return;
        }

        await legs.NoteAsync(place.Leg(callSid, agent), cancellationToken);
        if (changed)
        {
            log.OwnPhoneRings(place.Assignment);
            await news.ChangedAsync(place.Pool, place.Contact, cancellationToken);
        }

        if (await legs.FindAsync(callSid, cancellationToken) is { State: CallLegState.Ended })
        {
            await connection.CallEndedAsync(callSid, cancellationToken);
        }
        else if (!await IsAwaitedAsync(place, cancellationToken))
        {
            // It was given up while the request was on its way, by whoever could not know of this call yet.
            await orders.EndAsync(callSid, cancellationToken);
        }
    }

    /// <summary>Whether the contact is in this assignment's hands, and on its way to them or there.</summary>
    public async Task<bool> IsAwaitedAsync(OwnPhonePlace place, CancellationToken cancellationToken) =>
        await router.StandingAsync(place.Pool, place.Contact, cancellationToken) is { Assignment: { State: AssignmentState.Connecting or AssignmentState.Active } now } && now.Id == place.Assignment;

    public async Task EndedAsync(OwnPhonePlace place, string? callSid, string? problem, CancellationToken cancellationToken)
    {
        if (await phones.AdvanceAsync(place.Assignment, OwnPhoneState.Over, callSid, problem, cancellationToken) is (_, Changed: true))
        {
            await news.ChangedAsync(place.Pool, place.Contact, cancellationToken);
        }
    }

    private async Task PlaceAsync(OwnPhonePlace place, OwnPhoneRing ring, OutgoingCall call, CancellationToken cancellationToken)
    {
        var reply = await twilio.CreateCallAsync(call, cancellationToken);
        switch (reply.Outcome)
        {
            case TwilioOutcome.Ok:
                await RingsAsync(place, ring.Agent, reply.Value!.Sid, cancellationToken);
                break;
            case TwilioOutcome.NotFound:
            case TwilioOutcome.Rejected when !reply.IsRefusedForUs:
                log.OwnPhoneRefused(place.Assignment, reply.Code);
                await NotReachedAsync(place, "Your number cannot be rung. Check it, or answer in this browser.", cancellationToken);
                break;
            case TwilioOutcome.Rejected or TwilioOutcome.Unknown or TwilioOutcome.Unavailable:
                log.OwnPhoneUnknown(place.Assignment);
                throw new TwilioUnavailableException("ring an agent's telephone");
            default:
                throw new InvalidOperationException($"No such outcome: {reply.Outcome}.");
        }
    }

    /// <summary>Tried before, and nobody knows what came of it: perhaps only the answer was lost. A call of ours to this number that is no older, and no other contact's, is it.</summary>
    private async Task<bool> RingsAlreadyAsync(OwnPhonePlace place, OwnPhoneRing ring, string from, string to, CancellationToken cancellationToken)
    {
        var reply = await twilio.ListCallsAsync(from, to, cancellationToken);
        foreach (var call in CallOrders.Settled(reply, "list calls") ? reply.Value!.Calls : [])
        {
            if (call.IsPlaced && call.CreatedAt >= (ring.TriedAt ?? ring.AskedAt) - ClockSlack
                && (await legs.FindAsync(call.Sid, cancellationToken))?.Assignment is var known && (known ?? place.Assignment) == place.Assignment)
            {
                await RingsAsync(place, ring.Agent, call.Sid, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private async Task NotReachedAsync(OwnPhonePlace place, string problem, CancellationToken cancellationToken)
    {
        await EndedAsync(place, callSid: null, problem, cancellationToken);
        log.OwnPhoneNotReached(place.Assignment, "not rung");
        await router.ConnectFailedAsync(place.Pool, place.Assignment, cancellationToken);
    }

    private string? OwnNumber(LineId line) => lines.Find(line)?.Addresses.FirstOrDefault(a => a.Channel == Channel.Phone)?.Address;
}
