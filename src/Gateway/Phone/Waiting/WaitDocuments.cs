using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>What is heard in the queue: their place, an honest range, and what they can do instead by key. One round is under 30 seconds, so that a change is heard soon.</summary>
internal sealed class WaitDocuments(CallerSpeech speech, WaitingUrls urls, WaitingSound sound)
{
    public const int RoundSeconds = 29;

    /// <summary>After the last sound of a round: nothing is heard then, and keys count during the words and the sound as well.</summary>
    private const int KeySeconds = 1;

    private const int LongestPause = 20;

    /// <summary>Repeated by the network for as long as they are in the queue. A key counts at any moment of it.</summary>
    /// <param name="withChoices">The choices are said in every other round: between them there is quiet.</param>
    public IResult Wait(ServiceLine? line, ContactStanding? standing, WaitRange? range, WaitOffer offer, bool withChoices)
    {
        if (standing?.Contact.State == ContactState.InHand)
        {
            return Twiml.Answer(speech.Say(line, CallerWords.Connecting, CallerWords.Danger), sound.For(LongestPause));
        }

        var place = standing is { Contact.State: ContactState.Waiting, Position: > 0 } ? speech.Place(line, standing.Position) : speech.Words(line, CallerWords.NoPlace);
        string?[] sentences = [place, RangeOf(line, range), .. withChoices ? Choices(line, offer) : [], speech.Words(line, CallerWords.Danger)];
        var say = CallerSpeech.Aloud(line, sentences);
        var left = Math.Min(RoundSeconds - KeySeconds - CallerSpeech.SecondsOf(say), LongestPause);
        return Twiml.Answer(new Gather(urls.Choose, KeySeconds, left < WaitingSound.Seconds ? [say] : [say, sound.For(left)]));
    }

    /// <summary>One sentence, then the choices again.</summary>
    public IResult SayAndChoose(ServiceLine? line, string key) => Twiml.Answer(speech.Say(line, key), new Redirect(urls.WaitAndChoose));

    private string? RangeOf(ServiceLine? line, WaitRange? range) => range switch
    {
        null => null,
        { LowMinutes: 0 } => speech.Range(line, CallerWords.UpTo, 0, range.HighMinutes),
        _ => speech.Range(line, CallerWords.Range, range.LowMinutes, range.HighMinutes),
    };

    private IEnumerable<string?> Choices(ServiceLine? line, WaitOffer offer) =>
    [
        speech.Words(line, CallerWords.ChooseMessage),
        offer.CallBack ? speech.Words(line, CallerWords.ChooseCallBack) : null,
        offer.Text ? speech.Words(line, CallerWords.ChooseText) : null,
    ];
}
