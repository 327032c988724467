using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone;

/// <summary>What callers and agents hear, and where their calls go next. Callers' sentences are the line's own (<see cref="CallerWords"/>).</summary>
internal sealed class VoiceDocuments(VoiceUrls urls, CallerSpeech speech, WaitingSound sound)
{
    /// <summary>All callers wait in one queue of the network; who is next is decided by Routing.</summary>
    public const string Queue = "helpline";

    public Enqueue ToQueue => new(Queue, urls.Wait, urls.QueueLeft);

    /// <summary>With the words, about twenty seconds until they are heard again.</summary>
    private const int HoldPauseSeconds = 14;

    public static IResult Nothing() => Twiml.Answer();

    public static IResult EndAgentLeg() => Twiml.Answer(new Hangup());

    public static IResult AgentRefused() =>
        Twiml.Answer(new Say("This call is no longer yours to answer. Nothing is lost: the person is offered to somebody else."), new Hangup());

    public static IResult AgentNotConnected() =>
        Twiml.Answer(new Say("We could not connect you because of a technical problem. The person is still waiting and is offered again."), new Hangup());

    /// <summary>The contact is closed and its caller is still on the line. Better a true word than waiting for nobody.</summary>
    public IResult Over(ServiceLine? line, CloseReason? reason) => Twiml.Answer(
        reason switch
        {
            CloseReason.Answered => speech.Say(line, CallerWords.Goodbye),
            CloseReason.LeftMessage => speech.Say(line, CallerWords.MessageKept),
            CloseReason.CallBackPromised => speech.Say(line, CallerWords.CallBackPromised, CallerWords.Goodbye),
            CloseReason.Redirected => speech.Say(line, CallerWords.TextOnItsWay, CallerWords.Goodbye),
            _ => speech.Say(line, CallerWords.PlaceLost, CallerWords.Danger),
        },
        new Hangup());

    /// <summary>An agent ended an abusive call. Whoever it is, they may be in danger next.</summary>
    public IResult Farewell(ServiceLine? line) => Twiml.Answer(speech.Say(line, CallerWords.EndedByUs, CallerWords.Danger), new Hangup());

    public static IResult LetIn() => Twiml.Answer(new Leave());

    /// <summary>Into the queue; with the greeting, unless they have heard it already.</summary>
    public IResult Greet(ServiceLine line, bool heldBefore) => Twiml.Answer(heldBefore ? [ToQueue] : [speech.Greeting(line), ToQueue]);

    /// <summary>We cannot store the call at the moment. The caller is kept on the line, told so, and we try again.</summary>
    public IResult Hold(ServiceLine line, bool heldBefore)
    {
        TwimlVerb[] again = [speech.Say(line, CallerWords.HoldProblem, CallerWords.Danger), new Pause(3), new Redirect(urls.IncomingAgain)];
        return Twiml.Answer(heldBefore ? again : [speech.Greeting(line), .. again]);
    }

    public IResult JoinCaller(ContactId contact) =>
        Twiml.Answer(new DialConference(ConferenceName.Of(contact), ConferenceName.Caller, EndOnExit: true, urls.CallerLeft, urls.Conference));

    public IResult JoinAgent(ContactId contact, AssignmentId assignment) =>
        Twiml.Answer(new DialConference(ConferenceName.Of(contact), ConferenceName.Agent(assignment), EndOnExit: false, urls.AgentLeft, urls.Conference));

    /// <summary>The agent's side broke; the caller waits again, ahead of those who came later.</summary>
    public IResult BackToQueue(ServiceLine? line) => Twiml.Answer(speech.Say(line, CallerWords.LostAgent), ToQueue);

    /// <summary>On the way to another agent; they keep their place.</summary>
    public IResult PassedOn(ServiceLine? line) => Twiml.Answer(speech.Say(line, CallerWords.PassedOn), ToQueue);

    /// <summary>A supervisor comes in and is heard by nobody until they choose to be.</summary>
    public IResult JoinSupervisor(CallParty party) => Twiml.Answer(
        new DialConference(ConferenceName.Of(party.Contact), ConferenceName.Supervisor(party.Id), EndOnExit: false, urls.AgentLeft, urls.Conference, Muted: true));

    public static IResult SupervisorRefused() => Twiml.Answer(new Say("This call cannot be joined any more."), new Hangup());

    /// <summary>On hold: why, and that somebody is coming back; again every twenty seconds. Only what a conference's wait may hold: Play, Say, Pause, Redirect.</summary>
    public IResult OnHold(ServiceLine? line, HoldReason why, bool again)
    {
        var key = (why, again) switch
        {
            (HoldReason.Party, false) => CallerWords.HoldParty,
            (HoldReason.Party, true) => CallerWords.HoldPartyStill,
            (HoldReason.Transfer, false) => CallerWords.HoldTransfer,
            (HoldReason.Transfer, true) => CallerWords.HoldTransferStill,
            (_, false) => CallerWords.OnHold,
            (_, true) => CallerWords.OnHoldStill,
        };
        return Twiml.Answer(again ? speech.Say(line, key) : speech.Say(line, key, CallerWords.Danger), sound.For(HoldPauseSeconds), new Redirect(urls.Hold(why, again: true)));
    }

    /// <summary>The network's queue did not take or keep them.</summary>
    public IResult QueueAgain(ServiceLine? line) =>
        Twiml.Answer(speech.Say(line, CallerWords.QueueProblem, CallerWords.Danger), sound.For(WaitingSound.Seconds), ToQueue);
}
