using System.Net;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Routing;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>An accept that came too late, and a telephone that shows a ticket which is not its own.</summary>
public sealed class BadTimingTests(BadTimingTests.Helpline world) : IClassFixture<BadTimingTests.Helpline>
{
    public sealed class Helpline : InstallationFixture
    {
        protected override IReadOnlyDictionary<string, string> More { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["Routing__LiveOfferSeconds"] = "5" };
    }

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Fact]
    public async Task Accept_AfterTheyHungUp_SaysSo()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.Withdrawn, a => a.Id == offer.Id);

        await RefusesAsync(maya, offer.Id, AcceptOutcome.Withdrawn, "hung up before you could answer");
    }

    [Fact]
    public async Task Accept_AfterItRangTooLong_SaysSo_AndACallThatAColleagueTookIsTheirs()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        await maya.SeesAsync(AssignmentState.Lapsed, a => a.Id == offer.Id);
        await RefusesAsync(maya, offer.Id, AcceptOutcome.Lapsed, "rang too long");

        await using var tom = await world.AvailableAsync("tom");
        var (taken, line) = await tom.TakeCallAsync(world.Installation);
        await RefusesAsync(maya, offer.Id, AcceptOutcome.Lapsed, "went to someone else");
        await RefusesAsync(maya, taken.Id, AcceptOutcome.TakenByAnother, "Tom answered it first");
        await RefusesAsync(maya, AssignmentId.New(), AcceptOutcome.NotOffered, "not offered to you");

        line.Say("I am with you.");
        await Amira.HearsAsync("I am with you");
        await HangUpAsync(tom, taken.Id);
    }

    [Fact]
    public async Task AgentLeg_WithoutTheRightTicket_HearsNothingOfTheCall()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        await using var tom = await AgentRobot.SignInAsync(world.Installation, "tom");
        var ticket = (await maya.AcceptAsync(offer.Id)).Ticket!;
        var before = await Rows.ReadAsync(world.Installation);

        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), offer.Id.ToString(), new string('0', 32));
        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), offer.Id.ToString(), ticket: null);
        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), AssignmentId.New().ToString(), ticket);
        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), "garbage", ticket);
        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), offer.Id.ToString(), ticket, pool: "another");
        await RefusesLegAsync(SoftphoneIdentity.Of(tom.Id), offer.Id.ToString(), ticket);
        await RefusesLegAsync("somebody", offer.Id.ToString(), ticket);
        (await Rows.ReadAsync(world.Installation)).ShouldBe(before);

        var line = world.Installation.Network.Telephones.Clients.Place(SoftphoneIdentity.Of(maya.Id), Fields(offer.Id.ToString(), ticket, "main"));
        await maya.SeesAsync(AssignmentState.Active, a => a.Id == offer.Id);
        await RefusesLegAsync(SoftphoneIdentity.Of(maya.Id), offer.Id.ToString(), ticket);
        await RefusesLegAsync(SoftphoneIdentity.Of(tom.Id), offer.Id.ToString(), ticket);

        Amira.Say("Who is there?");
        await line.HearsAsync("Who is there");
        await HangUpAsync(maya, offer.Id);
    }

    private async Task HangUpAsync(AgentRobot agent, AssignmentId assignment)
    {
        Amira.HangUp();
        await agent.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment);
        await agent.LogOutcomeAsync(assignment);
        world.ShouldHaveNoComplaints();
    }

    private async Task RefusesAsync(AgentRobot agent, AssignmentId assignment, AcceptOutcome outcome, string words)
    {
        var before = await Rows.ReadAsync(world.Installation);

        var reply = await agent.AcceptAsync(assignment);

        reply.Outcome.ShouldBe(outcome);
        reply.Ticket.ShouldBeNull();
        reply.Message!.ShouldContain(words);
        (await Rows.ReadAsync(world.Installation)).ShouldBe(before);
    }

    private async Task RefusesLegAsync(string identity, string assignment, string? ticket, string pool = "main")
    {
        using var http = new HttpClient();
        var fields = TwilioWebhook.Call(TwilioWebhook.NewSid("CA"), $"client:{identity}", "");
        foreach (var (name, value) in Fields(assignment, ticket ?? "", pool))
        {
            fields[name] = value;
        }

        using var reply = await new TwilioWebhook(http, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken).PostAsync($"{world.Installation.Url}/twilio/voice/client", fields);

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var document = await reply.Content.ReadAsStringAsync();
        document.ShouldContain("no longer yours to answer");
        document.ShouldContain("<Hangup");
        document.ShouldNotContain("Conference");
    }

    private static Dictionary<string, string> Fields(string assignment, string ticket, string pool) =>
        new(StringComparer.Ordinal) { ["pool"] = pool, ["assignment"] = assignment, ["ticket"] = ticket };
}
