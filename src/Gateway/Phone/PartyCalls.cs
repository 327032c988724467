using Helpline.Contracts;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>Rings those who are to be brought into a call, once each, and takes them out again.</summary>
internal sealed class PartyCalls(
    ICallFile file, IContactFile people, ConferenceApi conferences, CallOrders orders, PartyNews news, CallRecorder recorder, IServiceLines lines, VoiceUrls urls, TimeProvider time, ILogger<PartyCalls> log)
{
    /// <summary>Nobody is rung later than this after they were asked for: the agent has moved on by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What the person said about being reached would not be asked here.</summary>
    private const string PersonsOwn = "This is the person's own number. It is rung as a call back only, where what they said about safe contact counts.";

    private const string Over = "The call was over before they could be rung.";

    private const string Recorded = "The recording could not be paused, and they have not been asked about it. Stop it, or try again.";

    /// <summary>Twilio: the number is not one, cannot be called, or is not allowed from this account.</summary>
    private const string NotCallable = "This number cannot be rung. Check it and try again.";

    public async Task RingAsync(ContactFacts contact, CallPartyId id, CancellationToken cancellationToken)
    {
        if (await file.FindPartyAsync(id, cancellationToken) is not { State: CallPartyState.Asked, Role: not CallPartyRole.Supervisor } party || party.Contact != contact.Id)
        {
            return;
        }

        if (await orders.FindConferenceAsync(contact.Id, cancellationToken) is not { } conference)
        {
            await news.FailedAsync(party, Over, cancellationToken);
        }
        else if (!await file.TryAsync(id, cancellationToken) && await RingsAlreadyAsync(conference, party, cancellationToken))
        {
            // The first request did arrive, and only its answer was lost.
        }
        else if (time.GetUtcNow() - party.AskedAt > Patience)
        {
            await news.FailedAsync(party, "They could not be rung in time. Try again.", cancellationToken);
        }
        else if (OwnNumber(contact.Line) is not { } from || await file.NumberToRingAsync(id, cancellationToken) is not { } to)
        {
            await news.FailedAsync(party, NotCallable, cancellationToken);
        }
        else if (await people.AddressForDeliveryAsync(contact.Id, cancellationToken) is { IsWithheld: false } person && person == CallerAddress.Of(to))
        {
            await news.FailedAsync(party, PersonsOwn, cancellationToken);
        }
        else if (!await recorder.PauseAsync(party.Pool, contact.Id, cancellationToken))
        {
            await news.FailedAsync(party, Recorded, cancellationToken);
        }
        else
        {
            await InviteAsync(conference, party, new Invitation(from, to, ConferenceName.Party(id), urls.Party(id), urls.Conference), cancellationToken);
        }
    }

    /// <summary>Also one who still rings: ending their call takes them out of the conference.</summary>
    public async Task RemoveAsync(ContactId contact, CallPartyId id, CancellationToken cancellationToken)
    {
        if (await file.FindPartyAsync(id, cancellationToken) is not { } party || party.Contact != contact || party.IsOver)
        {
            return;
        }

        var call = party.CallSid ?? (await orders.FindConferenceAsync(contact, cancellationToken) is { } conference ? await CallOfAsync(conference, id, cancellationToken) : null);
        if (call is not null)
        {
            await orders.EndAsync(call, cancellationToken);
        }

        await news.LeftAsync(party, cancellationToken);
    }

    private async Task InviteAsync(string conference, CallParty party, Invitation invitation, CancellationToken cancellationToken)
    {
        var reply = await conferences.InviteAsync(conference, invitation, cancellationToken);
        switch (reply.Outcome)
        {
            case TwilioOutcome.Ok:
                await news.RingsAsync(party, reply.Value!.CallSid, cancellationToken);
                break;
            case TwilioOutcome.NotFound:
                await news.FailedAsync(party, Over, cancellationToken);
                break;
            case TwilioOutcome.Rejected when !reply.IsRefusedForUs:
                log.PartyRefused(party.Id, reply.Code);
                await news.FailedAsync(party, NotCallable, cancellationToken);
                break;
            case TwilioOutcome.Rejected or TwilioOutcome.Unknown or TwilioOutcome.Unavailable:
                log.PartyUnknown(party.Id);
                throw new TwilioUnavailableException("ring a party");
            default:
                throw new InvalidOperationException($"No such outcome: {reply.Outcome}.");
        }
    }

    private async Task<bool> RingsAlreadyAsync(string conference, CallParty party, CancellationToken cancellationToken)
    {
        if (await CallOfAsync(conference, party.Id, cancellationToken) is not { } call)
        {
            return false;
        }

        await news.RingsAsync(party, call, cancellationToken);
        return true;
    }

    private async Task<string?> CallOfAsync(string conference, CallPartyId party, CancellationToken cancellationToken)
    {
        var reply = await conferences.FetchAsync(conference, ConferenceName.Party(party), cancellationToken);
        return CallOrders.Settled(reply, "fetch participant") ? reply.Value!.CallSid : null;
    }

    private string? OwnNumber(LineId line) => lines.Find(line)?.Addresses.FirstOrDefault(a => a.Channel == Channel.Phone)?.Address;
}
