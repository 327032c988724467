namespace Helpline.Contracts;

/// <summary>
/// Every sentence a caller hears, with its default. A line may say it in its own words (<see cref="ILineWords"/>). Plain, short, and nothing about waiting that is not so.
/// </summary>
public static class CallerWords
{
    public const string Greeting = "greeting";
    public const string Danger = "danger";
    public const string Place = "wait.place";
    public const string NoPlace = "wait.no-place";
    public const string Range = "wait.range";
    public const string UpTo = "wait.up-to";
    public const string Connecting = "wait.connecting";
    public const string ChooseMessage = "choice.message";
    public const string ChooseCallBack = "choice.call-back";
    public const string ChooseText = "choice.text";
    public const string WrongKey = "choice.wrong-key";
    public const string Withheld = "choice.withheld";
    public const string NotNow = "choice.not-now";
    public const string MessagePrompt = "message.prompt";
    public const string MessageNothing = "message.nothing";
    public const string MessageConfirm = "message.confirm";
    public const string MessageKept = "message.kept";
    public const string CallBackPromised = "call-back.promised";
    public const string CallBackRange = "call-back.range";
    public const string CallBackNumberShown = "call-back.number-shown";
    public const string CallBackNumberWithheld = "call-back.number-withheld";
    public const string TextOnItsWay = "text.on-its-way";
    public const string FirstText = "text.first";
    public const string LostAgent = "line.lost-agent";
    public const string QueueProblem = "line.queue-problem";
    public const string HoldProblem = "line.hold-problem";
    public const string PlaceLost = "line.place-lost";
    public const string Fallback = "fallback.held";
    public const string FallbackStandBy = "fallback.stand-by";
    public const string FallbackHeld = "fallback.still-held";
    public const string PassedOn = "line.passed-on";
    public const string OnHold = "hold.first";
    public const string OnHoldStill = "hold.still";
    public const string HoldParty = "hold.party";
    public const string HoldPartyStill = "hold.party-still";
    public const string HoldTransfer = "hold.transfer";
    public const string HoldTransferStill = "hold.transfer-still";
    public const string EndedByUs = "line.ended-by-us";
    public const string Goodbye = "goodbye";

    /// <summary>The most characters a sentence may have.</summary>
    public const int MostCharacters = 600;

    // Twilio's voices read 999 as a number and 9 9 9 digit by digit.
    private static readonly CallerSentence[] Sentences =
    [
        new(Greeting, "", "The first thing a caller hears. Empty: the line's own greeting. An https address plays a recorded file instead.", Needed: false),
        new(Danger, "If you are in danger now, hang up and dial 9 9 9.", "After the place in the queue, and wherever something went wrong."),
        new(Place, "You are number {place} in the queue. Someone will answer as soon as they can.", "While they wait.", ["place"]),
        new(NoPlace, "You are in the queue. Someone will answer as soon as they can.", "While they wait and their place is not known."),
        new(Range, "The wait is likely to be between {low} and {high} minutes.", "While they wait, when an honest range is known. Empty: not said.", ["low", "high"], Needed: false),
        new(UpTo, "The wait is likely to be up to {high} minutes.", "The same, when it may also be at once.", ["high"], Needed: false),
        new(Connecting, "We are connecting you now.", "While an agent is joining."),
        new(ChooseMessage, "Press 1 to leave a message.", "A choice while they wait."),
        new(ChooseCallBack, "Press 2 to be called back and keep your place.", "A choice while they wait, for numbers that are not withheld."),
        new(ChooseText, "Press 3 to get a text message instead.", "A choice while they wait, for mobile numbers on a line with texts."),
        new(WrongKey, "That key does nothing here.", "After any other key; the choices follow."),
        new(Withheld, "Your number is hidden from us, which is fine, so we cannot call you back. You can leave a message and say a safe number and time.", "After key 2, when the number is withheld; the choices follow."),
        new(NotNow, "Sorry, we cannot do that at the moment. You have kept your place.", "After a choice that cannot be kept; the choices follow."),
        new(MessagePrompt, "Please leave your message after the tone. Tell us whether and when it is safe to call you. Press star when you have finished.", "Before the tone."),
        new(MessageNothing, "We did not hear a message. You have kept your place in the queue.", "After a silence, or less than two seconds."),
        new(MessageConfirm, "We have your message. To keep it, press 1 or hang up. To record it again, press 2.", "After a message."),
        new(MessageKept, "Thank you. Your message is safe with us, and someone will listen to it. Goodbye.", "When a message is kept."),
        new(CallBackPromised, "We will call you back. You have kept your place, and you can ring us again at any time.", "When a call back is promised."),
        new(CallBackRange, "We expect to call in between {low} and {high} minutes.", "After it, when an honest range is known. Empty: not said.", ["low", "high"], Needed: false),
        new(CallBackNumberShown, "Your phone will show our number.", "After it, when our number will be shown."),
        new(CallBackNumberWithheld, "Your phone will not show our number.", "After it, when our number will be withheld."),
        new(TextOnItsWay, "We are sending you a text message. Reply to it whenever you can.", "When a text takes the place of the call."),
        new(FirstText, "Hello, you asked for a text instead of a call. Reply here whenever it suits you.", "That text. Somebody else may read it: nothing in it says who we are."),
        new(LostAgent, "We lost the connection to the person helping you. Please stay on the line; someone is coming.", "When the agent's side broke."),
        new(QueueProblem, "Sorry, we have a technical problem. You have kept your place. Please stay on the line.", "When the network's queue gave them up."),
        new(HoldProblem, "We have a technical problem and are trying again. Please stay on the line.", "While a call cannot be stored."),
        new(PlaceLost, "Sorry, something went wrong at our side and your place in the queue was lost. Please hang up and ring us again.", "When the call outlived its contact."),
        new(Fallback, "We have a technical problem. Please stay on the line; your call is taken as soon as it is repaired.", "While Helpline cannot be reached; played by Twilio itself."),
        new(FallbackStandBy, "We have a technical problem and are ringing somebody who can help you. Please stay on the line.", "The same, where there is a stand-by number."),
        new(FallbackHeld, "If you have not spoken to anybody, please stay on the line; your call is taken as soon as the problem is repaired.", "After the stand-by number."),
        new(PassedOn, "You are being passed on to a colleague. You have kept your place, and nothing you said is lost. Please stay on the line.", "When the agent hands them on."),
        new(OnHold, "You are on hold for a moment. The person helping you is coming back. Please stay on the line.", "When they are put on hold."),
        new(OnHoldStill, "You are still on hold. The person helping you is coming back.", "Again, every twenty seconds."),
        new(HoldParty, "The person helping you is bringing somebody else onto this call. Please stay on the line.", "On hold while an interpreter or somebody else is rung."),
        new(HoldPartyStill, "We are still ringing the other person. Please stay on the line; the person helping you is coming back.", "Again, every twenty seconds."),
        new(HoldTransfer, "The person helping you is speaking with a colleague about passing you on. Please stay on the line.", "On hold while two agents speak."),
        new(HoldTransferStill, "You are still on hold while your call is passed on. You have not been forgotten.", "Again, every twenty seconds."),
        new(EndedByUs, "We are ending this call now. You can ring us again at another time.", "When an agent ends an abusive call; what to do in danger follows."),
        new(Goodbye, "Thank you for calling. Goodbye.", "The last thing a caller hears."),
    ];

    /// <summary>All of them, in the order a call meets them.</summary>
    public static IReadOnlyList<CallerSentence> All => Sentences;

    public static CallerSentence? Find(string key) => Array.Find(Sentences, s => string.Equals(s.Key, key, StringComparison.Ordinal));
}

/// <param name="Key">Its name, such as <c>wait.place</c>.</param>
/// <param name="Default">What is said unless the line says otherwise.</param>
/// <param name="When">When it is heard, for whoever edits it.</param>
/// <param name="Placeholders">Words in braces that are replaced: <c>{place}</c>.</param>
/// <param name="Needed">It may not be empty: silence there would leave a caller lost.</param>
/// <summary>One sentence callers hear.</summary>
public sealed record CallerSentence(string Key, string Default, string When, IReadOnlyList<string>? Placeholders = null, bool Needed = true)
{
    /// <summary>What is wrong with a text for this sentence, in words; empty when nothing is.</summary>
    public IEnumerable<string> Problems(string text)
    {
        if (Needed && string.IsNullOrWhiteSpace(text))
        {
            yield return "It must not be empty: a caller would hear nothing there.";
        }

        if (text.Length > CallerWords.MostCharacters)
        {
            yield return $"It has {text.Length} characters; at most {CallerWords.MostCharacters} are possible.";
        }

        if (text.Any(c => char.IsControl(c) && c is not '\n'))
        {
            yield return "It has characters that cannot be spoken.";
        }

        if (IsAddress(text) && (!string.Equals(Key, CallerWords.Greeting, StringComparison.Ordinal) || RecordingOf(text) is null))
        {
            yield return "Only the greeting may be a recorded file, at a whole https address.";
        }

        foreach (var unknown in NamesIn(text).Where(name => Placeholders?.Contains(name, StringComparer.Ordinal) != true))
        {
            yield return $"{{{unknown}}} is not known here. " + (Placeholders is { Count: > 0 } known ? $"Use {string.Join(" and ", known.Select(k => $"{{{k}}}"))}." : "Nothing is replaced in this sentence.");
        }
    }

    /// <summary>The recorded file to play, when the text is the address of one.</summary>
    public static Uri? RecordingOf(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var file) && !text.Trim().Any(char.IsWhiteSpace) ? file : null;

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<string> NamesIn(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            yield return close < 0 ? text[(open + 1)..] + "…" : text[(open + 1)..close];
        }
    }
}

/// <summary>What the lines say in their own words, in memory, refreshed with the lines. Implemented by Records.</summary>
public interface ILineWords
{
    /// <summary>The sentence as this line says it in its language; the default where it has no words of its own, or no line is known.</summary>
    string Of(ServiceLine? line, string key);
}
