using System.Text.RegularExpressions;

namespace Helpline.Architecture.Tests;

/// <summary>
/// A call or a text at the wrong moment can get somebody hurt. So everything that rings or writes to a person passes ContactGuard, at the moment it goes.
/// You came here because you added something that reaches people, or an operation nobody has placed yet: read the two lists, and put it where it belongs.
/// </summary>
public sealed partial class OutboundTests
{
    private static readonly string[] Api = ["src/Gateway/Twilio/TwilioApi.cs", "src/Gateway/Twilio/ConferenceApi.cs", "src/Gateway/Twilio/TwilioRecordings.cs"];

    /// <summary>Operations that make a person's telephone ring or show something. Calling one asks ContactGuard first.</summary>
    private static readonly string[] ReachSomebody =
    [
        "CreateMessageAsync",
        "CreateCallAsync",
        "InviteAsync", // rings whoever is named, from a conference
    ];

    /// <summary>Operations that ask, end, or move people who are connected already. Nobody's telephone rings because of them.</summary>
    private static readonly string[] ReachNobody =
    [
        "FetchMessageAsync", "ListMessagesAsync",
        "FetchCallAsync", "ListCallsAsync", "RedirectCallAsync", "EndCallAsync",
        "CreateQueueAsync", "ListQueuesAsync", "ListQueueMembersAsync", "DequeueAsync",
        "FindConferenceAsync", "ListConferencesAsync", "ListParticipantsAsync", "EndConferenceAsync", "SetEndOnExitAsync", "RemoveParticipantAsync",
        "HoldAsync", "ResumeAsync", "SetVoiceAsync", "MuteAsync", "FetchAsync", "OfCallAsync", "StartAsync", "ChangeAsync", "DownloadAsync", "DeleteAsync",
    ];

    /// <summary>
    /// Who may use an operation that reaches somebody, and which file asks the guard for them: often the same one.
    /// The asker names the rule in its own words: it holds a ContactGuard and awaits its DecideAsync before it goes on.
    /// </summary>
    private static readonly Dictionary<string, string> Askers = new(StringComparer.Ordinal)
    {
        ["src/Gateway/Phone/Waiting/CallBackRinging.cs"] = "src/Gateway/Phone/Waiting/CallBackRinging.cs",
        ["src/Gateway/Sms/SmsSender.cs"] = "src/Gateway/Outbox/OutboxDispatch.cs", // the outbox is the only one to use a channel's sender: see below
    };

    /// <summary>
    /// Who reaches others than the person a contact is about: an interpreter, a doctor, somebody's sister, whom an agent names. The person's rules do not speak of their numbers (docs/phone.md).
    /// And agents themselves, on the telephone they gave as theirs; it is never the person's (docs/phone.md).
    /// </summary>
    private static readonly string[] ReachOthers = ["src/Gateway/Phone/PartyCalls.cs", "src/Gateway/Phone/OwnPhones/OwnPhoneCalls.cs"];

    [Fact]
    public void WhateverReachesSomebody_AsksTheGuard()
    {
        var users = Tree.Files("src/Gateway", ".cs").Where(file => !Api.Contains(file, StringComparer.Ordinal) && !ReachOthers.Contains(file, StringComparer.Ordinal) && Uses(file, ReachSomebody)).ToList();
        users.ShouldNotBeEmpty();
        users.Where(file => !Askers.ContainsKey(file)).ShouldBeEmpty("These ring or write to people and are not in the list Askers: let each ask ContactGuard first, then add it.");
        Askers.Keys.Where(file => !users.Contains(file, StringComparer.Ordinal)).ShouldBeEmpty("These reach nobody any more: take them out of the list.");
        Askers.Values.Where(file => !AsksTheGuard(file)).ShouldBeEmpty("These should ask ContactGuard and do not.");
    }

    [Fact]
    public void OnlyTheOutbox_SendsThroughAChannel() =>
        Tree.Files("src/Gateway", ".cs")
            .Where(file => Sends().IsMatch(Tree.Read(file)))
            .ShouldBe(["src/Gateway/Outbox/OutboxDispatch.cs"]);

    [Fact]
    public void EveryOperationOfTheNetwork_IsKnownToReachSomebodyOrNobody()
    {
        var operations = Api.SelectMany(file => Operation().Matches(Tree.Read(file))).Select(m => m.Groups["name"].Value).ToList();
        operations.Count.ShouldBeGreaterThan(10);
        operations.Except(ReachSomebody, StringComparer.Ordinal).Except(ReachNobody, StringComparer.Ordinal)
            .ShouldBeEmpty("Does it make somebody's telephone ring or show something? Then it belongs in ReachSomebody, else in ReachNobody.");
    }

    /// <summary>A document can ring people too: these nouns of TwiML dial or write to somebody.</summary>
    [Fact]
    public void NoDocument_DialsOrWritesToANumber() =>
        Tree.Files("src/Gateway", ".cs").Where(file => DialsSomebody().IsMatch(Tree.Read(file))).ShouldBeEmpty("Ring people by the REST interface, where the guard is asked, not by a document.");

    [Fact]
    public void OnlyTheGuard_AsksForTheRulesInTheGateway() =>
        Tree.Files("src/Gateway", ".cs").Where(file => Tree.Read(file).Contains("ISafeContact", StringComparison.Ordinal)).ShouldBe(["src/Gateway/Outbox/ContactGuard.cs"]);

    private static bool Uses(string file, string[] operations) =>
        operations.Any(operation => Regex.IsMatch(Tree.Read(file), $@"\.{operation}\(", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static bool AsksTheGuard(string file) => Tree.Read(file) is var text && text.Contains("ContactGuard", StringComparison.Ordinal) && Asks().IsMatch(text);

    [GeneratedRegex(@"await \w*[gG]uard\w*\.DecideAsync\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asks();

    [GeneratedRegex(@"[sS]ender\w*\.SendAsync\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sends();

    [GeneratedRegex(@"^    public Task<\S+ (?<name>\w+)\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Operation();

    [GeneratedRegex(@"WriteStartElement\(""(Number|Sip|Sms|Message|WhatsApp)""|WriteElementString\(""(Number|Sip|Sms|Message|WhatsApp)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DialsSomebody();
}
