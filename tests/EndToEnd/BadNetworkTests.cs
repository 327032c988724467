using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Each thing that a telephone network may do to us on a bad day, by itself; the caller is heard in the end.</summary>
public sealed class BadNetworkTests(BadNetworkTests.Helpline world) : IClassFixture<BadNetworkTests.Helpline>, IAsyncLifetime
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Troubles Troubles => world.Installation.Network.Telephones.Troubles;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Troubles.Clear();
        Amira.HangUp();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
    }

    [Fact]
    public async Task EverythingTwice_InTheWrongOrder_AndLate_IsOneCallAllTheSame()
    {
        (Troubles.Duplicate, Troubles.Reorder, Troubles.Delay) = (true, true, TimeSpan.FromMilliseconds(300));
        await TalksAndEndsAsync();
    }

    [Fact]
    public async Task NoNoticeEverComes_TheyAreBroughtTogether()
    {
        Troubles.DropEvery = 1;
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);

        var (assignment, line) = await TakeAsync(maya, TimeSpan.FromSeconds(60));

        line.Say("I am with you.");
        await Amira.HearsAsync("I am with you");
        Troubles.Clear();
        await EndAsync(maya, assignment);
    }

    [Theory]
    [InlineData(RestTrouble.TooManyRequests)]
    [InlineData(RestTrouble.ServerError)]
    [InlineData(RestTrouble.DoneButServerError)]
    [InlineData(RestTrouble.NotThere)]
    public async Task TheOrderToCallThemIn_GoesWrong_TheyComeAllTheSame(RestTrouble trouble)
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number");
        (Troubles.RestOf, Troubles.RestTimes, Troubles.Rest) = ("Queues", 2, trouble);

        var (assignment, line) = await TakeAsync(maya, TimeSpan.FromSeconds(45));

        line.Say("I am with you.");
        await Amira.HearsAsync("I am with you");
        await EndAsync(maya, assignment);
    }

    [Fact]
    public async Task AnAgentWhoseCallNeverGetsThrough_CostsTheCallerNothingButTime()
    {
        Troubles.Legs = LegTrouble.NeverJoins;
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        await maya.AcceptAsync(offer.Id);
        await maya.SeesAsync(AssignmentState.Failed, a => a.Id == offer.Id, TimeSpan.FromSeconds(40));

        Troubles.Clear();
        await TalksAndEndsAsync(maya, rings: false);
    }

    [Fact]
    public async Task AnAgentWhoseLineBreaks_TheCallerIsToldWithinFiveSeconds_AndIsNextForWhoeverComes()
    {
        (Troubles.Legs, Troubles.BreaksAfter) = (LegTrouble.Breaks, TimeSpan.FromSeconds(1));
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (_, line) = await maya.TakeCallAsync(world.Installation);
        await line.WaitUntilAsync(l => l.Ending is not null);
        var broke = TimeProvider.System.GetTimestamp();

        await Amira.HearsAsync("We lost the connection");
        TimeProvider.System.GetElapsedTime(broke).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        Troubles.Clear();
        await TalksAndEndsAsync(maya, rings: false);
    }

    [Fact]
    public async Task AnsweredTooLateForTheNetwork_TheFallbackHoldsThem_AndTheyAreLedBack()
    {
        Troubles.Delay = TimeSpan.FromSeconds(16);
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("technical problem", TimeSpan.FromSeconds(40));
        Troubles.Clear();

        await using var maya = await world.AvailableAsync("maya");
        await TalksAndEndsAsync(maya, rings: false);
    }

    private async Task TalksAndEndsAsync()
    {
        await using var maya = await world.AvailableAsync("maya");
        await TalksAndEndsAsync(maya, rings: true);
    }

    private async Task TalksAndEndsAsync(AgentRobot maya, bool rings)
    {
        if (rings)
        {
            Amira.Ring(TestLine.Northants.Phone);
        }

        await maya.BeAvailableAsync();
        var (assignment, line) = await TakeAsync(maya, TimeSpan.FromSeconds(40));
        line.Say("I am with you.");
        await Amira.HearsAsync("I am with you");
        await EndAsync(maya, assignment);
    }

    private async Task<(AssignmentFacts Assignment, Simulator.Clients.ClientCall Line)> TakeAsync(AgentRobot agent, TimeSpan within)
    {
        var offer = await agent.SeesAsync(AssignmentState.Offered, within: within);
        var accepted = await agent.AcceptAsync(offer.Id);
        var line = world.Installation.Network.Telephones.Clients.Place(
            SoftphoneIdentity.Of(agent.Id),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pool"] = "main", ["assignment"] = offer.Id.ToString(), ["ticket"] = accepted.Ticket! });
        return (await agent.SeesAsync(AssignmentState.Active, a => a.Id == offer.Id, within), line);
    }

    private async Task EndAsync(AgentRobot agent, AssignmentFacts assignment)
    {
        (await agent.StepAsync("End", assignment.Id)).Done.ShouldBeTrue();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        await agent.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await agent.LogOutcomeAsync(assignment.Id);
        await agent.SeesAsync(AssignmentState.Done, a => a.Id == assignment.Id);
    }
}
