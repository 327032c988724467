using System.Net;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>The life of a text conversation, by the real host and over signed webhooks.</summary>
public sealed class TextTests(TextTests.Helpline world) : IClassFixture<TextTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Fact]
    public async Task Text_AnsweredAndReplied_IsDeliveredAndLogged()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "They spat at me 😔 can i talk to someone");
        var assignment = await maya.TakeTextAsync();
        (await maya.ThreadAsync(assignment.Contact)).ShouldHaveSingleItem().Text.ShouldBe("They spat at me 😔 can i talk to someone");

        (await maya.TryReplyAsync(assignment.Contact, MessageId.New(), "I am here. Are you safe now?")).ShouldBe(HttpStatusCode.Accepted);
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am here. Are you safe now?"));
        await Poll.Until(
            async () => (await maya.ThreadAsync(assignment.Contact))[^1].Delivery == DeliveryState.Delivered,
            "the reply shows as delivered");

        await maya.EndAndLogAsync(assignment.Id);
        await maya.SeesAsync(AssignmentState.Done, a => a.Id == assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Texts_OfOneNumber_AreOneConversationUntilItEnds()
    {
        await using var maya = await world.AvailableAsync("maya");
        var longText = string.Join(' ', Enumerable.Repeat("It happens every week outside our flat.", 12));
        Amira.Text(TestLine.Northants.Sms, longText);
        var assignment = await maya.TakeTextAsync();
        Amira.Text(TestLine.Northants.Sms, "Ďakujem, ďalšia správa");
        await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact)).Count == 2, "the second text joins the thread");
        (await maya.ThreadAsync(assignment.Contact)).Select(m => m.Text).ShouldBe([longText, "Ďakujem, ďalšia správa"]);

        await maya.EndAndLogAsync(assignment.Id);
        Amira.Text(TestLine.Northants.Sms, "One more thing");
        var next = await maya.TakeTextAsync();
        next.Contact.ShouldNotBe(assignment.Contact);
        await maya.EndAndLogAsync(next.Id);
    }

    [Fact]
    public async Task Reply_SentTwiceByTheBrowser_GoesOutOnce()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello?");
        var assignment = await maya.TakeTextAsync();
        var id = MessageId.New();

        await maya.TryReplyAsync(assignment.Contact, id, "Only once, please.");
        await maya.TryReplyAsync(assignment.Contact, id, "Only once, please.");
        await maya.TryReplyAsync(assignment.Contact, MessageId.New(), "And this one after it.");

        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "And this one after it."));
        Amira.Texts.Count(t => t.Body == "Only once, please.").ShouldBe(1);
        await maya.EndAndLogAsync(assignment.Id);
    }

    [Fact]
    public async Task Reply_ToATelephoneThatIsOff_ShowsTheAgentWhatToDo()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Please text back");
        var assignment = await maya.TakeTextAsync();
        Amira.TextsFailWith = 30003;
        try
        {
            await maya.TryReplyAsync(assignment.Contact, MessageId.New(), "Are you there?");
            await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact))[^1].Delivery == DeliveryState.Undelivered, "the reply shows as undelivered");
            (await maya.ThreadAsync(assignment.Contact))[^1].Problem.ShouldNotBeNullOrEmpty();
        }
        finally
        {
            Amira.TextsFailWith = null;
        }

        await maya.EndAndLogAsync(assignment.Id);
    }

    [Fact]
    public async Task Reply_ToAContactOfAnother_IsRefused()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello");
        var assignment = await maya.TakeTextAsync();
        await using var tom = await AgentRobot.SignInAsync(world.Installation, "tom");

        (await tom.TryReplyAsync(assignment.Contact, MessageId.New(), "Not mine")).ShouldBe(HttpStatusCode.Forbidden);
        (await tom.Http.GetAsync($"/api/contacts/{assignment.Contact}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await tom.Http.PostAsync($"/api/assignments/{assignment.Id}/outcome/log", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await maya.ThreadAsync(assignment.Contact)).Count.ShouldBe(1);
        await maya.EndAndLogAsync(assignment.Id);
    }
}
