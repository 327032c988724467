using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>The host is killed without a word, as by a power cut, at the worst moments. Nobody is lost, nothing is done twice.</summary>
public sealed class CrashTests : InstallationFixture
{
    private Phone Amira => Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private TheRecord Record => new(Installation);

    /// <summary>The caller hears the rest of the wait document meanwhile, and notices nothing.</summary>
    [Fact]
    public async Task Killed_WithACallerWaiting_BackBeforeTheWaitDocumentEnds_TheyAreAnswered()
    {
        Installation.Network.Telephones.ClockSpeed = 0.1; // what is heard while they wait lasts as long as a host needs to start, and longer
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");

        await Installation.Host.KillAsync();
        await Installation.Host.StartAgainAsync();
        Installation.Network.Telephones.ClockSpeed = 1;

        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("technical problem", StringComparison.Ordinal));
        await AnswerAmiraAsync();
    }

    /// <summary>
    /// A host that stays away longer than the wait document, or than Twilio repeats a request (15 s at most, and at once, so a refused connection uses up
    /// every repeat in a moment), makes Twilio ask the number's fallback: a document that Twilio itself keeps (docs/twilio-fallback.xml). It holds
    /// the caller in a queue with Twilio's own music for as long as it takes; the host takes them from there when it is back.
    /// </summary>
    [Fact]
    public async Task Killed_WithACallerWaiting_AwayForLonger_TheNetworkHoldsThemAndTheyAreAnswered()
    {
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");

        await Installation.Host.KillAsync();
        await Amira.HearsAsync("music", TimeSpan.FromSeconds(40));
        await Installation.Host.StartAgainAsync();

        await Amira.WaitUntilAsync(p => p.Transcript.Count(h => h.Text.Contains("number 1", StringComparison.Ordinal)) > 1);
        await AnswerAmiraAsync();
    }

    [Fact]
    public async Task Call_ThatComesWhileTheHostIsAway_IsHeldAndAnsweredWhenItIsBack()
    {
        await Installation.Host.KillAsync();
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("music");

        await Installation.Host.StartAgainAsync();

        await Amira.HearsAsync("number 1");
        await AnswerAmiraAsync();
    }

    [Fact]
    public async Task Killed_DuringACall_TheyTalkOnAndTheOutcomeIsLogged()
    {
        await using var before = await AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (assignment, line) = await before.TakeCallAsync(Installation);

        await Installation.Host.KillAsync();
        line.Say("Are you somewhere safe?");
        await Amira.HearsAsync("somewhere safe");
        await Installation.Host.StartAgainAsync();

        await using var maya = await AvailableAsync("maya");
        await maya.SeesAsync(AssignmentState.Active, a => a.Id == assignment.Id);
        Amira.Say("Yes, at my sister's.");
        await line.HearsAsync("my sister's");
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    /// <summary>Nobody could be told of the hang-up; the host asks the network about calls that are no longer new when it starts.</summary>
    [Fact]
    public async Task Caller_HangsUpWhileTheHostIsAway_TheAgentComesToWrapUp()
    {
        await using var before = await AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (assignment, _) = await before.TakeCallAsync(Installation);

        await Installation.Host.KillAsync();
        Amira.HangUp();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        await Record.AgeCallsAsync();
        await Installation.Host.StartAgainAsync();

        await using var maya = await AvailableAsync("maya");
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    [Fact]
    public async Task Killed_DuringATextConversation_TheSameAgentHasItAgain()
    {
        await using var before = await AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Someone wrote on our door.");
        var assignment = await before.TakeTextAsync();

        await Installation.Host.KillAsync();
        await Installation.Host.StartAgainAsync();

        await using var maya = await AvailableAsync("maya");
        await maya.SeesAsync(AssignmentState.Active, a => a.Id == assignment.Id);
        await maya.ReplyAsync(assignment.Contact, "I am still here.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am still here."));
        await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact))[^1].Delivery == DeliveryState.Delivered, "the reply shows as delivered");
        await maya.EndAndLogAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    /// <summary>A console node alone takes the reply, so that it is certain: it was accepted, and nobody had begun to send it.</summary>
    [Fact]
    public async Task Killed_BetweenAcceptingAReplyAndSendingIt_ItGoesOutOnce()
    {
        await using var before = await AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Are you there?");
        var assignment = await before.TakeTextAsync();
        await Installation.Host.KillAsync();
        await Installation.Host.StartAgainAsync("--roles console,routing");
        await using (var writing = await AvailableAsync("maya"))
        {
            await writing.ReplyAsync(assignment.Contact, "Yes. Take your time.");
        }

        await Installation.Host.KillAsync();
        await Installation.Host.StartAgainAsync();

        await using var maya = await AvailableAsync("maya");
        await maya.ReplyAsync(assignment.Contact, "I am reading.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am reading."));
        Amira.Texts.Where(t => !t.Mine).Select(t => t.Body).ShouldBe(["Yes. Take your time.", "I am reading."]);
        await maya.EndAndLogAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    /// <summary>The network took the text, and the host died before it heard so: it is looked for in the network's list, not sent again.</summary>
    [Fact]
    public async Task Killed_WhileSendingAReply_ItIsFoundAndNotSentAgain()
    {
        await using var before = await AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello?");
        var assignment = await before.TakeTextAsync();
        var troubles = Installation.Network.Telephones.Troubles;
        (troubles.Rest, troubles.DropEvery) = (RestTrouble.DoneButNoAnswer, 1); // nor does a status notice tell us
        await before.ReplyAsync(assignment.Contact, "Hello. I am Maya.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => !t.Mine));
        (await Record.RepliesBeingSentAsync()).ShouldBe(1);

        await Installation.Host.KillAsync();
        troubles.Clear();
        await Installation.Host.StartAgainAsync();
        await Record.EndOutboxClaimsAsync();

        await using var maya = await AvailableAsync("maya");
        await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact))[^1].Delivery == DeliveryState.Delivered, "the reply is found delivered");
        Amira.Texts.Count(t => !t.Mine).ShouldBe(1);
        await maya.EndAndLogAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    private async Task AnswerAmiraAsync()
    {
        await using var maya = await AvailableAsync("maya");
        var (assignment, line) = await maya.TakeCallAsync(Installation);
        Amira.Say("I nearly gave up.");
        await line.HearsAsync("nearly gave up");
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        await EndsWithOneContactAsync();
    }

    private async Task EndsWithOneContactAsync()
    {
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(1);
        await Record.HasOneHistoryAsync();
    }
}
