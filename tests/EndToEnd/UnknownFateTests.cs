using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>A text whose sending was not answered: found if it went, told to the agent if nobody can know, never sent twice.</summary>
public sealed class UnknownFateTests(UnknownFateTests.Helpline world) : IClassFixture<UnknownFateTests.Helpline>
{
    /// <summary>Twice a claim and some.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(60);

    public sealed class Helpline : InstallationFixture
    {
        protected override IReadOnlyDictionary<string, string> More { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Outbox__ClaimSeconds"] = "20", ["Outbox__MatchSeconds"] = "20" };
    }

    private Troubles Troubles => world.Installation.Network.Telephones.Troubles;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Fact]
    public Task Sent_ButTheAnswerWasAnError_IsKnownByItsFirstStatus() => ConverseAsync(async (maya, contact) =>
    {
        var id = await maya.ReplyAsync(contact, "Sent, and then an error.");

        await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Delivered);

        Arrived("Sent, and then an error.").ShouldBe(1);
    }, RestTrouble.DoneButServerError);

    [Fact]
    public Task Sent_ButNoAnswerCame_IsKnownByItsFirstStatus() => ConverseAsync(async (maya, contact) =>
    {
        var id = await maya.ReplyAsync(contact, "Sent, and then silence.");

        await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Delivered);

        Arrived("Sent, and then silence.").ShouldBe(1);
    }, RestTrouble.DoneButNoAnswer);

    [Fact]
    public Task Sent_ButNeitherAnswerNorStatusCame_IsFoundInTheList() => ConverseAsync(async (maya, contact) =>
    {
        Troubles.DropEvery = 1;
        var id = await maya.ReplyAsync(contact, "Sent, and nobody says so.");

        // Read off the list: delivered by then.
        await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Delivered, AWhile);

        Arrived("Sent, and nobody says so.").ShouldBe(1);
    }, RestTrouble.DoneButServerError);

    [Theory]
    [InlineData(RestTrouble.ServerError)]
    [InlineData(RestTrouble.NoAnswer)]
    public Task NotSent_AndNobodyCanTell_IsTheAgentsToDecide(RestTrouble trouble) => ConverseAsync(async (maya, contact) =>
    {
        var id = await maya.ReplyAsync(contact, $"Lost by {trouble}.");

        var message = await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Unknown && m.Problem!.Contains("could not tell", StringComparison.Ordinal), AWhile);

        message.Problem!.ShouldContain("send it again if you decide so");
        Arrived($"Lost by {trouble}.").ShouldBe(0);
        var again = await maya.ReplyAsync(contact, $"Lost by {trouble}.");
        await maya.SeesMessageAsync(contact, again, m => m.Delivery == DeliveryState.Delivered);
        Arrived($"Lost by {trouble}.").ShouldBe(1);
    }, trouble);

    [Fact]
    public Task TheSameWordsTwice_OneOfThemInDoubt_IsNotTakenForTheOther() => ConverseAsync(async (maya, contact) =>
    {
        Troubles.Clear();
        var first = await maya.ReplyAsync(contact, "I am still here.");
        await maya.SeesMessageAsync(contact, first, m => m.Delivery == DeliveryState.Delivered);
        Spoil(RestTrouble.ServerError);
        var second = await maya.ReplyAsync(contact, "I am still here.");

        await maya.SeesMessageAsync(contact, second, m => m.Delivery == DeliveryState.Unknown && m.Problem!.Contains("could not tell", StringComparison.Ordinal), AWhile);

        ((await maya.ThreadAsync(contact)).Single(m => m.Id == first)).Delivery.ShouldBe(DeliveryState.Delivered);
        Arrived("I am still here.").ShouldBe(1);
    }, RestTrouble.None);

    [Fact]
    public Task RefusedForTheMoment_IsSentLater_Once() => ConverseAsync(async (maya, contact) =>
    {
        // More than one request tries by itself, so that the outbox too must try again.
        Spoil(RestTrouble.TooManyRequests, times: 8);
        var id = await maya.ReplyAsync(contact, "After a while.");
        var next = await maya.ReplyAsync(contact, "And this after it.");

        await maya.SeesMessageAsync(contact, next, m => m.Delivery == DeliveryState.Delivered, AWhile);

        ((await maya.ThreadAsync(contact)).Single(m => m.Id == id)).Delivery.ShouldBe(DeliveryState.Delivered);

        // In the order the network took them (its ids grow with time): which of two reaches a telephone first is no longer ours.
        Amira.Texts.Where(t => !t.Mine && t.Body is "After a while." or "And this after it.").OrderBy(t => t.Sid, StringComparer.Ordinal).Select(t => t.Body)
            .ShouldBe(["After a while.", "And this after it."]);
    }, RestTrouble.None);

    [Fact]
    public Task ALateStatus_ChangesNothing() => ConverseAsync(async (maya, contact) =>
    {
        var id = await maya.ReplyAsync(contact, "Delivered already.");
        await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Delivered);
        var sid = Amira.Texts.Single(t => t.Body == "Delivered already.").Sid;

        foreach (var late in new[] { "sent", "queued", "undelivered" })
        {
            (await StatusAsync(sid, id, late)).ShouldBe(System.Net.HttpStatusCode.NoContent);
        }

        ((await maya.ThreadAsync(contact)).Single(m => m.Id == id)).Delivery.ShouldBe(DeliveryState.Delivered);
    }, RestTrouble.None);

    [Fact]
    public Task AStatus_BeforeTheAnswerToTheRequest_IsNotLost() => ConverseAsync(async (maya, contact) =>
    {
        // The request hangs while it is told, by its own id, how the text fared; then the request fails.
        var id = await maya.ReplyAsync(contact, "Overtaken by its own status.");
        await maya.SeesMessageAsync(contact, id, m => m.Delivery == DeliveryState.Sending);
        var sid = TwilioWebhook.NewSid("SM");

        (await StatusAsync(sid, id, "delivered")).ShouldBe(System.Net.HttpStatusCode.NoContent);

        ((await maya.ThreadAsync(contact)).Single(m => m.Id == id)).Delivery.ShouldBe(DeliveryState.Delivered);
        await maya.SeesMessageAsync(contact, await maya.ReplyAsync(contact, "Next."), m => m.Delivery == DeliveryState.Delivered);
        ((await maya.ThreadAsync(contact)).Single(m => m.Id == id)).Delivery.ShouldBe(DeliveryState.Delivered);
    }, RestTrouble.NoAnswer);

    /// <summary>A conversation in which the next request to the network about messages goes wrong; what is asked about calls meanwhile is none of it.</summary>
    private async Task ConverseAsync(Func<AgentRobot, ContactId, Task> act, RestTrouble trouble)
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello?");
        var assignment = await maya.TakeTextAsync();
        Spoil(trouble);
        try
        {
            await act(maya, assignment.Contact);
        }
        finally
        {
            Troubles.Clear();
            await maya.EndAndLogAsync(assignment.Id); // also after a failure, so that the next test finds the agent free
        }

        world.ShouldHaveNoComplaints();
    }

    private void Spoil(RestTrouble trouble, int times = 1)
    {
        Troubles.Clear();
        (Troubles.RestOf, Troubles.RestTimes, Troubles.Rest) = ("Messages", times, trouble);
    }

    private int Arrived(string text) => Amira.Texts.Count(t => !t.Mine && t.Body == text);

    private async Task<System.Net.HttpStatusCode> StatusAsync(string sid, MessageId message, string status)
    {
        using var client = new HttpClient();
        var twilio = new TwilioWebhook(client, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken);
        using var reply = await twilio.PostAsync(
            $"{world.Installation.Url}/twilio/sms/status?message={message}",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["MessageSid"] = sid, ["MessageStatus"] = status });
        return reply.StatusCode;
    }
}
