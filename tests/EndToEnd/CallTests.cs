using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>The life of a call, by the real host and over signed webhooks.</summary>
public sealed class CallTests(CallTests.Helpline world) : IClassFixture<CallTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Phone Tom => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Tom];

    [Fact]
    public async Task Call_AnsweredTalkedAndHungUp_EndsInALoggedOutcome()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("You have reached the helpline for Northamptonshire");
        var (assignment, line) = await maya.TakeCallAsync(world.Installation);

        Amira.Say("I was shouted at on the bus.");
        await line.HearsAsync("shouted at on the bus");
        line.Say("You did right to ring.");
        await Amira.HearsAsync("did right to ring");

        Amira.HangUp();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await line.WaitUntilAsync(l => l.Ending is not null);
        await maya.LogOutcomeAsync(assignment.Id);
        await maya.SeesAsync(AssignmentState.Done, a => a.Id == assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Call_EndedByTheAgent_EndsForTheCaller()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (assignment, line) = await maya.TakeCallAsync(world.Installation);

        (await maya.StepAsync("End", assignment.Id)).Done.ShouldBeTrue();

        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        await line.WaitUntilAsync(l => l.Ending is not null);
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Caller_HangsUpWhileItRings_TheOfferIsTakenBack()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);

        Amira.HangUp();

        await maya.SeesAsync(AssignmentState.Withdrawn, a => a.Id == offer.Id);
        (await maya.AcceptAsync(offer.Id)).Message.ShouldNotBeNullOrEmpty();
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Caller_HangsUpWhileNobodyIsThere_IsNotOfferedLater()
    {
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");
        Amira.HangUp();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);

        await using var maya = await world.AvailableAsync("maya");
        await maya.SeesContactsAsync(ContactState.Waiting, 0);
        Tom.Ring(TestLine.Northants.Phone);
        var (assignment, _) = await maya.TakeCallAsync(world.Installation);
        Tom.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
    }

    [Fact]
    public async Task AgentLine_Vanishes_TheCallerIsToldAndAnsweredAheadOfLaterCallers()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (first, line) = await maya.TakeCallAsync(world.Installation);
        Tom.Ring(TestLine.Northants.Phone);
        await Tom.HearsAsync("number 1");

        line.HangUp();

        await Amira.HearsAsync("someone is coming");
        await maya.SeesAsync(AssignmentState.Failed, a => a.Id == first.Id);
        var (again, second) = await maya.TakeCallAsync(world.Installation);
        again.Contact.ShouldBe(first.Contact);
        Amira.Say("Are you there again?");
        await second.HearsAsync("there again");
        Amira.State.ShouldBe(PhoneState.InCall);

        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == again.Id);
        await maya.LogOutcomeAsync(again.Id);
        var (last, _) = await maya.TakeCallAsync(world.Installation);
        Tom.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == last.Id);
        await maya.LogOutcomeAsync(last.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Agent_AcceptsButNeverJoins_TheCallerWaitsOnAndIsOfferedAgain()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        (await maya.AcceptAsync(offer.Id)).Outcome.ShouldBe(Routing.AcceptOutcome.Accepted);

        await maya.SeesAsync(AssignmentState.Failed, a => a.Id == offer.Id, TimeSpan.FromSeconds(40));

        var (assignment, _) = await maya.TakeCallAsync(world.Installation);
        assignment.Contact.ShouldBe(offer.Contact);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
    }

    [Fact]
    public async Task Webhooks_DoubledAndReordered_ChangeNothing()
    {
        var troubles = world.Installation.Network.Telephones.Troubles;
        (troubles.Duplicate, troubles.Reorder) = (true, true);
        try
        {
            await Call_AnsweredTalkedAndHungUp_EndsInALoggedOutcome();
        }
        finally
        {
            (troubles.Duplicate, troubles.Reorder) = (false, false);
        }
    }
}
