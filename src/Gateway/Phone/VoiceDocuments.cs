using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone;

/// <summary>What callers and agents hear, and where their calls go next. Plain words; nothing about waiting that is not so.</summary>
internal sealed class VoiceDocuments(VoiceUrls urls)
{
    /// <summary>All callers wait in one queue of the network; who is next is decided by Routing.</summary>
    public const string Queue = "helpline";

    // Twilio's voices read 999 as a number and 9 9 9 digit by digit.
    private const string InDanger = "If you are in danger now, hang up and dial 9 9 9.";

    /// <summary>Under 30 seconds with the words before it, so that a change of place is heard soon.</summary>
    private const int PauseSeconds = 20;

    /// <summary>With the words, about twenty seconds until they are heard again.</summary>
    private const int HoldPauseSeconds = 14;

    /// <summary>Voices for the languages lines are published in; the network has none for others, and then English is honest.</summary>
    private static readonly Dictionary<string, string> Voices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "en-GB", ["cy"] = "cy-GB", ["pl"] = "pl-PL", ["ro"] = "ro-RO", ["pt"] = "pt-PT", ["es"] = "es-ES", ["fr"] = "fr-FR", ["ar"] = "arb", ["hi"] = "hi-IN",
    };

    private Enqueue ToQueue => new(Queue, urls.Wait, urls.QueueLeft);

    public static IResult Nothing() => Twiml.Answer();

    public static IResult EndAgentLeg() => Twiml.Answer(new Hangup());

    public static IResult AgentRefused() =>
        Twiml.Answer(new Say("This call is no longer yours to answer. Nothing is lost: the person is offered to somebody else."), new Hangup());

    public static IResult AgentNotConnected() =>
        Twiml.Answer(new Say("We could not connect you because of a technical problem. The person is still waiting and is offered again."), new Hangup());

    /// <summary>The contact is closed and its caller is still on the line. Better a true word than waiting for nobody.</summary>
    public static IResult Over(CloseReason? reason) => Twiml.Answer(
        new Say(reason == CloseReason.Answered
            ? "Thank you for calling. Goodbye."
            : $"Sorry, something went wrong at our side and your place in the queue was lost. Please hang up and ring us again. {InDanger}"),
        new Hangup());

    public static IResult LetIn() => Twiml.Answer(new Leave());

    /// <summary>Into the queue; with the greeting, unless they have heard it already.</summary>
    public IResult Greet(ServiceLine line, bool heldBefore) => Twiml.Answer(heldBefore ? [ToQueue] : [Greeting(line), ToQueue]);

    /// <summary>We cannot store the call at the moment. The caller is kept on the line, told so, and we try again.</summary>
    public IResult Hold(ServiceLine line, bool heldBefore)
    {
        TwimlVerb[] again =
        [
            new Say($"We have a technical problem and are trying again. Please stay on the line. {InDanger}"),
            new Pause(3),
            new Redirect(urls.IncomingAgain),
        ];
        return Twiml.Answer(heldBefore ? again : [Greeting(line), .. again]);
    }

    /// <summary>While they wait. Repeated by the network for as long as they are in the queue.</summary>
    public static IResult Wait(ContactStanding? standing) =>
        Twiml.Answer(new Say($"{Place(standing)} {InDanger}"), new Pause(PauseSeconds));

    public IResult JoinCaller(ContactId contact) =>
        Twiml.Answer(new DialConference(ConferenceName.Of(contact), ConferenceName.Caller, EndOnExit: true, urls.CallerLeft, urls.Conference));

    public IResult JoinAgent(ContactId contact, AssignmentId assignment) =>
        Twiml.Answer(new DialConference(ConferenceName.Of(contact), ConferenceName.Agent(assignment), EndOnExit: false, urls.AgentLeft, urls.Conference));

    /// <summary>The agent's side broke; the caller waits again, ahead of those who came later.</summary>
    public IResult BackToQueue() =>
        Twiml.Answer(new Say("We lost the connection to the person helping you. Please stay on the line; someone is coming."), ToQueue);

    /// <summary>On the way to another agent; they keep their place.</summary>
    public IResult PassedOn() =>
        Twiml.Answer(new Say("You are being passed on to a colleague. You have kept your place, and nothing you said is lost. Please stay on the line."), ToQueue);

    /// <summary>A supervisor comes in and is heard by nobody until they choose to be.</summary>
    public IResult JoinSupervisor(CallParty party) => Twiml.Answer(
        new DialConference(ConferenceName.Of(party.Contact), ConferenceName.Supervisor(party.Id), EndOnExit: false, urls.AgentLeft, urls.Conference, Muted: true));

    public static IResult SupervisorRefused() => Twiml.Answer(new Say("This call cannot be joined any more."), new Hangup());

    /// <summary>On hold: why, and that somebody is coming back; again every twenty seconds. Only what a conference's wait may hold: Play, Say, Pause, Redirect.</summary>
    public IResult OnHold(HoldReason why, bool again)
    {
        var words = (why, again) switch
        {
            (HoldReason.Party, false) => "The person helping you is bringing somebody else onto this call. Please stay on the line.",
            (HoldReason.Party, true) => "We are still ringing the other person. Please stay on the line; the person helping you is coming back.",
            (HoldReason.Transfer, false) => "The person helping you is speaking with a colleague about passing you on. Please stay on the line.",
            (HoldReason.Transfer, true) => "You are still on hold while your call is passed on. You have not been forgotten.",
            (_, false) => "You are on hold for a moment. The person helping you is coming back. Please stay on the line.",
            (_, true) => "You are still on hold. The person helping you is coming back.",
        };
        return Twiml.Answer(new Say(again ? words : $"{words} {InDanger}"), new Pause(HoldPauseSeconds), new Redirect(urls.Hold(why, again: true)));
    }

    /// <summary>The network's queue did not take or keep them.</summary>
    public IResult QueueAgain() =>
        Twiml.Answer(new Say($"Sorry, we have a technical problem. You have kept your place. Please stay on the line. {InDanger}"), new Pause(3), ToQueue);

    private static Say Greeting(ServiceLine line) => new(line.Greeting, Voices.GetValueOrDefault(line.Language, "en-GB"));

    private static string Place(ContactStanding? standing) => standing switch
    {
        { Contact.State: ContactState.Waiting, Position: > 0 } => $"You are number {standing.Position} in the queue. Someone will answer as soon as they can.",
        { Contact.State: ContactState.InHand } => "We are connecting you now.",
        _ => "You are in the queue. Someone will answer as soon as they can.",
    };
}
