using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
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
        (await ThreadAsync(maya, assignment.Contact)).ShouldHaveSingleItem().Text.ShouldBe("They spat at me 😔 can i talk to someone");

        (await SendAsync(maya, assignment.Contact, MessageId.New(), "I am here. Are you safe now?")).ShouldBe(HttpStatusCode.Accepted);
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am here. Are you safe now?"));
        await Poll.Until(
            async () => (await ThreadAsync(maya, assignment.Contact))[^1].Delivery == DeliveryState.Delivered,
            "the reply shows as delivered");

        await maya.StepAsync("End", assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
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
        await Poll.Until(async () => (await ThreadAsync(maya, assignment.Contact)).Count == 2, "the second text joins the thread");
        (await ThreadAsync(maya, assignment.Contact)).Select(m => m.Text).ShouldBe([longText, "Ďakujem, ďalšia správa"]);

        await maya.StepAsync("End", assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        Amira.Text(TestLine.Northants.Sms, "One more thing");
        var next = await maya.TakeTextAsync();
        next.Contact.ShouldNotBe(assignment.Contact);
        await maya.StepAsync("End", next.Id);
        await maya.LogOutcomeAsync(next.Id);
    }

    [Fact]
    public async Task Reply_SentTwiceByTheBrowser_GoesOutOnce()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello?");
        var assignment = await maya.TakeTextAsync();
        var id = MessageId.New();

        await SendAsync(maya, assignment.Contact, id, "Only once, please.");
        await SendAsync(maya, assignment.Contact, id, "Only once, please.");
        await SendAsync(maya, assignment.Contact, MessageId.New(), "And this one after it.");

        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "And this one after it."));
        Amira.Texts.Count(t => t.Body == "Only once, please.").ShouldBe(1);
        await maya.StepAsync("End", assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
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
            await SendAsync(maya, assignment.Contact, MessageId.New(), "Are you there?");
            await Poll.Until(async () => (await ThreadAsync(maya, assignment.Contact))[^1].Delivery == DeliveryState.Undelivered, "the reply shows as undelivered");
            (await ThreadAsync(maya, assignment.Contact))[^1].Problem.ShouldNotBeNullOrEmpty();
        }
        finally
        {
            Amira.TextsFailWith = null;
        }

        await maya.StepAsync("End", assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
    }

    [Fact]
    public async Task Reply_ToAContactOfAnother_IsRefused()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello");
        var assignment = await maya.TakeTextAsync();
        await using var tom = await AgentRobot.SignInAsync(world.Installation, "tom");

        (await SendAsync(tom, assignment.Contact, MessageId.New(), "Not mine")).ShouldBe(HttpStatusCode.Forbidden);
        (await tom.Http.GetAsync($"/api/contacts/{assignment.Contact}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await tom.Http.PostAsync($"/api/assignments/{assignment.Id}/outcome/log", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await ThreadAsync(maya, assignment.Contact)).Count.ShouldBe(1);
        await maya.StepAsync("End", assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
    }

    private static async Task<HttpStatusCode> SendAsync(AgentRobot agent, ContactId contact, MessageId id, string text)
    {
        using var reply = await agent.Http.PostAsJsonAsync($"/api/contacts/{contact}/messages", new SendMessageRequest(id, text), AgentRobot.Json);
        return reply.StatusCode;
    }

    private static async Task<IReadOnlyList<MessageView>> ThreadAsync(AgentRobot agent, ContactId contact) =>
        (await agent.Http.GetFromJsonAsync<ContactView>($"/api/contacts/{contact}", AgentRobot.Json))!.Messages;
}
