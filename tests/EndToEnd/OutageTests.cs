using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Redis or PostgreSQL is away, or Redis has forgotten everything, while people call and write.</summary>
public sealed class OutageTests : InstallationFixture
{
    private Phone Amira => Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Phone Tom => Installation.Network.Telephones.Phones[SimulatedNetwork.Tom];

    private TheRecord Record => new(Installation);

    [Fact]
    public async Task Redis_Emptied_AllComeBackInOrderAndAgentsKeepTheirs()
    {
        await using var maya = await AvailableAsync("maya");
        Tom.Text(TestLine.Northants.Sms, "Thank you for yesterday.");
        var wrapUp = await maya.TakeTextAsync();
        (await maya.StepAsync("End", wrapUp.Id)).Done.ShouldBeTrue();
        Amira.Text(TestLine.Northants.Sms, "They are outside again.");
        var active = await maya.TakeTextAsync();
        (await maya.StepAsync("SetStatus", AgentStatus.Paused, null)).Done.ShouldBeTrue();
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");
        Tom.Ring(TestLine.Northants.Phone);
        await Tom.HearsAsync("number 2");

        await Installation.Redis.StopAsync(andForget: true);
        await Installation.Redis.StartAgainAsync();

        await using var tom = await AvailableAsync("tom");
        var (first, line) = await tom.TakeCallAsync(Installation);
        Amira.Say("It is Amira.");
        await line.HearsAsync("It is Amira");
        Amira.HangUp();
        await tom.SeesAsync(AssignmentState.WrapUp, a => a.Id == first.Id);
        await tom.LogOutcomeAsync(first.Id);
        var (second, _) = await tom.TakeCallAsync(Installation);
        Tom.HangUp();
        await tom.SeesAsync(AssignmentState.WrapUp, a => a.Id == second.Id);
        await tom.LogOutcomeAsync(second.Id);

        await maya.SeesAsync(AssignmentState.Active, a => a.Id == active.Id);
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == wrapUp.Id);
        await maya.LogOutcomeAsync(wrapUp.Id);
        await maya.ReplyAsync(active.Contact, "I am with you.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am with you."));
        await maya.EndAndLogAsync(active.Id);
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(4);
        await Record.HasOneHistoryAsync(epochs: 2);
    }

    [Fact]
    public async Task Text_ThatComesWhileRedisIsAway_IsTakenAndOfferedAfterwards()
    {
        await using var maya = await AvailableAsync("maya");
        await Installation.Redis.StopAsync();

        Amira.Text(TestLine.Northants.Sms, "Can you hear me?");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Mine && t.Status == TextStatus.Delivered));
        await Installation.Redis.StartAgainAsync();

        var assignment = await maya.TakeTextAsync();
        (await maya.ThreadAsync(assignment.Contact)).ShouldHaveSingleItem().Text.ShouldBe("Can you hear me?");
        await maya.EndAndLogAsync(assignment.Id);
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(1);
        await Record.HasOneHistoryAsync(epochs: 2);
    }

    [Fact]
    public async Task Call_ThatComesWhilePostgreSqlIsAway_IsGreetedHeldAndQueuedAfterwards()
    {
        await Installation.Postgres.StopAsync();

        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("You have reached the helpline for Northamptonshire");
        await Amira.WaitUntilAsync(p => p.Transcript.Count(h => h.Text.Contains("are trying again", StringComparison.Ordinal)) > 1);
        await Installation.Postgres.StartAgainAsync();

        await Amira.HearsAsync("number 1");
        Amira.Transcript.Count(h => h.Text.Contains("You have reached", StringComparison.Ordinal)).ShouldBe(1);
        await using var maya = await AvailableAsync("maya");
        var (assignment, _) = await maya.TakeCallAsync(Installation);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(1);
        await Record.HasOneHistoryAsync();
    }

    /// <summary>We refuse rather than pretend: the person's telephone says it was not sent, and what they send again comes in once.</summary>
    [Fact]
    public async Task Text_ThatComesWhilePostgreSqlIsAway_IsNotAcknowledgedAndComesInOnceWhenSentAgain()
    {
        await Installation.Postgres.StopAsync();
        Amira.Text(TestLine.Northants.Sms, "Please answer.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Mine && t.Status == TextStatus.Failed));
        Installation.Network.Telephones.Warnings.ShouldContain(w => w.ToString().Contains("answered 503", StringComparison.Ordinal));
        await Installation.Postgres.StartAgainAsync();

        Amira.Text(TestLine.Northants.Sms, "Please answer.");

        await using var maya = await AvailableAsync("maya");
        var assignment = await maya.TakeTextAsync();
        (await maya.ThreadAsync(assignment.Contact)).ShouldHaveSingleItem();
        await maya.EndAndLogAsync(assignment.Id);
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(1);
        (await Record.MessagesAsync()).ShouldBe(1);
        await Record.HasOneHistoryAsync();
    }
}
