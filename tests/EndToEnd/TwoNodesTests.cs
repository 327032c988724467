using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Two nodes behind one address are one helpline, and either alone is too.</summary>
public sealed class TwoNodesTests : InstallationFixture
{
    private Phone Amira => Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Phone Tom => Installation.Network.Telephones.Phones[SimulatedNetwork.Tom];

    private TheRecord Record => new(Installation);

    protected override int Nodes => 2;

    [Fact]
    public async Task Call_TakenInByOneNode_IsOfferedToAnAgentOfTheOther()
    {
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");
        var other = Installation.Nodes.Single(n => !n.Log.Contains(Amira.CallSid!, StringComparison.Ordinal));

        await using var maya = await AvailableAsync("maya");
        await maya.ConnectAsync(other.Url);
        var (assignment, line) = await maya.TakeCallAsync(Installation);

        Amira.Say("Hello?");
        await line.HearsAsync("Hello?");
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        await EndsWithAsync(contacts: 1);
    }

    [Fact]
    public async Task Node_ThatHoldsTheAgentDies_TheyGoOnThroughTheOther()
    {
        await using var maya = await AvailableAsync("maya");
        await maya.ConnectAsync(Installation.Nodes[0].Url);
        Amira.Text(TestLine.Northants.Sms, "It happened again.");
        var assignment = await maya.TakeTextAsync();
        Tom.Ring(TestLine.Northants.Phone);
        await Tom.HearsAsync("number 1");

        await Installation.Nodes[0].KillAsync();
        await maya.ConnectAsync();

        await maya.SeesAsync(AssignmentState.Active, a => a.Id == assignment.Id);
        Amira.Text(TestLine.Northants.Sms, "Are you still there?");
        await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact)).Count == 2, "the second text joins the thread");
        await maya.ReplyAsync(assignment.Contact, "I am.");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == "I am."));
        await maya.EndAndLogAsync(assignment.Id);
        var (call, _) = await maya.TakeCallAsync(Installation);
        Tom.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == call.Id);
        await maya.LogOutcomeAsync(call.Id);
        await EndsWithAsync(contacts: 2);
    }

    [Fact]
    public async Task Replies_WhileBothNodesSend_GoOutOnceAndInOrder()
    {
        await using var maya = await AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "What should I do?");
        var assignment = await maya.TakeTextAsync();
        var written = Enumerable.Range(1, 12).Select(i => $"Step {i}.").ToList();

        foreach (var text in written)
        {
            await maya.ReplyAsync(assignment.Contact, text);
        }

        await Amira.WaitUntilAsync(p => p.Texts.Count(t => !t.Mine) >= written.Count);
        await Poll.Until(async () => (await maya.ThreadAsync(assignment.Contact)).Skip(1).All(m => m.Delivery == DeliveryState.Delivered), "all show as delivered");
        Amira.Texts.Where(t => !t.Mine).Select(t => t.Body).Order(StringComparer.Ordinal).ShouldBe(written.Order(StringComparer.Ordinal));
        (await maya.ThreadAsync(assignment.Contact)).Skip(1).Select(m => m.Text).ShouldBe(written);
        await maya.EndAndLogAsync(assignment.Id);
        await EndsWithAsync(contacts: 1);
    }

    /// <summary>Redis forgets everything while both nodes look: both find it, both sweep, and each contact comes back once.</summary>
    [Fact]
    public async Task Redis_EmptiedUnderBothNodes_EachContactComesBackOnce()
    {
        Amira.Ring(TestLine.Northants.Phone);
        await Amira.HearsAsync("number 1");
        Tom.Text(TestLine.Leicestershire.Sms, "I saw it happen.");
        await Tom.WaitUntilAsync(p => p.Texts.Any(t => t.Mine && t.Status == TextStatus.Delivered));

        await Installation.Redis.StopAsync(andForget: true);
        await Installation.Redis.StartAgainAsync();

        await using var maya = await AvailableAsync("maya");
        var (call, _) = await maya.TakeCallAsync(Installation);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == call.Id);
        await maya.LogOutcomeAsync(call.Id);
        var text = await maya.TakeTextAsync();
        await maya.EndAndLogAsync(text.Id);
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(2);
        await Record.HasOneHistoryAsync(epochs: 2);
    }

    private async Task EndsWithAsync(int contacts)
    {
        await Record.ComesToRestAsync();
        (await Record.ContactsAsync()).ShouldBe(contacts);
        await Record.HasOneHistoryAsync();
    }
}
