using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.OwnPhones;

/// <summary>
/// What an agent's telephone hears. Somebody else may pick it up, or a machine: until 1 is pressed nothing is said of whom it is for, who calls, or which line it is.
/// </summary>
internal sealed class OwnPhoneAnswers(
    IOwnPhones phones, OwnPhoneCalls calls, AgentArrives arrives, CallConnection connection, ICallLegs legs, CallNews news, OwnPhoneUrls urls, VoiceAnswer answer, ILogger<OwnPhoneAnswers> log)
{
    private const string TakeIt = "1";
    private static readonly Say Prompt = new("Helpline. Press 1 to take this call.");
    private static readonly Say TooLate = new("This call has gone to somebody else.");

    /// <summary>Picked up, or another key than 1 was pressed.</summary>
    public Task<IResult> AnsweredAsync(OwnPhonePlace place, TwilioForm form) => answer.TryAsync(
        limit => form["CallSid"] is { } call ? PickedUpAsync(place, call, limit) : Task.FromResult(Refused()), otherwise: VoiceDocuments.AgentNotConnected());

    public Task<IResult> KeyAsync(OwnPhonePlace place, TwilioForm form) => answer.TryAsync(
        limit => form["CallSid"] is not { } call ? Task.FromResult(Refused())
            : form["Digits"] is TakeIt ? TakeAsync(place, call, limit)
            : PickedUpAsync(place, call, limit),
        otherwise: VoiceDocuments.AgentNotConnected());

    /// <summary>What becomes of the call. Repeated, late and in any order: facts are ranked in Records.</summary>
    public async Task StatusAsync(OwnPhonePlace place, TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["CallSid"] is not { } call || await phones.FindRingAsync(place.Assignment, cancellationToken) is not { } ring)
        {
            return;
        }

        if (!TwilioCallStatus.IsOver(form["CallStatus"]))
        {
            await calls.RingsAsync(place, ring.Agent, call, cancellationToken);
            return;
        }

        if ((ring.CallSid ?? call) != call)
        {
            return; // one that was not to ring, and is over
        }

        var problem = ring.State == OwnPhoneState.Taken ? null : ProblemOf(form["CallStatus"]);
        if (problem is not null && ring.State != OwnPhoneState.Over)
        {
            log.OwnPhoneNotReached(place.Assignment, form["CallStatus"]!);
        }

        await calls.EndedAsync(place, call, problem, cancellationToken);
        await legs.NoteAsync(place.Leg(call, ring.Agent), cancellationToken);
        await connection.CallEndedAsync(call, cancellationToken, form["CallStatus"]);
    }

    private async Task<IResult> PickedUpAsync(OwnPhonePlace place, string call, CancellationToken cancellationToken)
    {
        if (await phones.AdvanceAsync(place.Assignment, OwnPhoneState.PickedUp, call, problem: null, cancellationToken) is not var (ring, changed) || ring.State == OwnPhoneState.Over)
        {
            return Refused();
        }

        if (!await calls.IsAwaitedAsync(place, cancellationToken))
        {
            return Refused();
        }

        await legs.NoteAsync(place.Leg(call, ring.Agent), cancellationToken);
        if (changed)
        {
            await news.ChangedAsync(place.Pool, place.Contact, cancellationToken);
        }

        return Twiml.Answer(new Gather(urls.Key(place), Seconds: 4, Prompt, new Pause(3), Prompt, new Pause(3), Prompt), new Hangup());
    }

    private async Task<IResult> TakeAsync(OwnPhonePlace place, string call, CancellationToken cancellationToken)
    {
        if (!await calls.IsAwaitedAsync(place, cancellationToken)
            || await phones.AdvanceAsync(place.Assignment, OwnPhoneState.Taken, call, problem: null, cancellationToken) is not ({ State: OwnPhoneState.Taken } ring, var changed))
        {
            return Refused();
        }

        var document = await arrives.AdmitAsync(place.Leg(call, ring.Agent), place.Contact, place.Assignment, cancellationToken);
        if (changed)
        {
            log.OwnPhoneTaken(place.Assignment);
            await news.ChangedAsync(place.Pool, place.Contact, cancellationToken);
        }

        return document;
    }

    private static IResult Refused() => Twiml.Answer(TooLate, new Hangup());

    private static string ProblemOf(string? status) => status switch
    {
        "busy" => "Your phone was engaged.",
        "no-answer" or "canceled" => "Your phone was not answered.",
        "failed" => "Your number could not be reached. Check it.",
        _ => "Nobody pressed 1 on your phone.",
    };
}
