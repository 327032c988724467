namespace Helpline.Contracts.Tests;

/// <summary>Every question the two life tables can be asked, with its answer. What is not listed cannot happen.</summary>
public sealed class LifeTablesTests
{
    private static readonly Dictionary<(ContactState, ContactTrigger), ContactState> ContactSteps = new()
    {
        [(ContactState.Waiting, ContactTrigger.Accepted)] = ContactState.InHand,
        [(ContactState.Waiting, ContactTrigger.Transferred)] = ContactState.Waiting,
        [(ContactState.Waiting, ContactTrigger.Left)] = ContactState.Closed,
        [(ContactState.Waiting, ContactTrigger.Expired)] = ContactState.Closed,
        [(ContactState.InHand, ContactTrigger.Requeued)] = ContactState.Waiting,
        [(ContactState.InHand, ContactTrigger.Transferred)] = ContactState.Waiting,
        [(ContactState.InHand, ContactTrigger.Ended)] = ContactState.Closed,
        [(ContactState.InHand, ContactTrigger.Left)] = ContactState.Closed,
    };

    private static readonly Dictionary<(AssignmentState, AssignmentTrigger), AssignmentState> AssignmentSteps = new()
    {
        [(AssignmentState.Offered, AssignmentTrigger.Accept)] = AssignmentState.Connecting,
        [(AssignmentState.Offered, AssignmentTrigger.Decline)] = AssignmentState.Declined,
        [(AssignmentState.Offered, AssignmentTrigger.Lapse)] = AssignmentState.Lapsed,
        [(AssignmentState.Offered, AssignmentTrigger.Withdraw)] = AssignmentState.Withdrawn,
        [(AssignmentState.Connecting, AssignmentTrigger.Connected)] = AssignmentState.Active,
        [(AssignmentState.Connecting, AssignmentTrigger.ConnectFailed)] = AssignmentState.Failed,
        [(AssignmentState.Connecting, AssignmentTrigger.AgentLost)] = AssignmentState.Failed,
        [(AssignmentState.Connecting, AssignmentTrigger.Withdraw)] = AssignmentState.Withdrawn,
        [(AssignmentState.Active, AssignmentTrigger.Park)] = AssignmentState.Parked,
        [(AssignmentState.Active, AssignmentTrigger.End)] = AssignmentState.WrapUp,
        [(AssignmentState.Active, AssignmentTrigger.PersonLeft)] = AssignmentState.WrapUp,
        [(AssignmentState.Active, AssignmentTrigger.TransferredAway)] = AssignmentState.WrapUp,
        [(AssignmentState.Active, AssignmentTrigger.AgentLost)] = AssignmentState.Failed,
        [(AssignmentState.Parked, AssignmentTrigger.Resume)] = AssignmentState.Active,
        [(AssignmentState.Parked, AssignmentTrigger.End)] = AssignmentState.WrapUp,
        [(AssignmentState.Parked, AssignmentTrigger.PersonLeft)] = AssignmentState.WrapUp,
        [(AssignmentState.Parked, AssignmentTrigger.Release)] = AssignmentState.Released,
        [(AssignmentState.Parked, AssignmentTrigger.TransferredAway)] = AssignmentState.WrapUp,
        [(AssignmentState.Parked, AssignmentTrigger.AgentLost)] = AssignmentState.Failed,
        [(AssignmentState.WrapUp, AssignmentTrigger.Complete)] = AssignmentState.Done,
    };

    [Fact]
    public void Contact_AskedEveryQuestion_AnswersAsWritten()
    {
        foreach (var state in Enum.GetValues<ContactState>())
        {
            foreach (var trigger in Enum.GetValues<ContactTrigger>())
            {
                ContactState? expected = ContactSteps.TryGetValue((state, trigger), out var next) ? next : null;
                ContactLife.Next(state, trigger).ShouldBe(expected, $"{state} + {trigger}");
            }
        }
    }

    [Fact]
    public void Assignment_AskedEveryQuestion_AnswersAsWritten()
    {
        foreach (var state in Enum.GetValues<AssignmentState>())
        {
            foreach (var trigger in Enum.GetValues<AssignmentTrigger>())
            {
                AssignmentState? expected = AssignmentSteps.TryGetValue((state, trigger), out var next) ? next : null;
                AssignmentLife.Next(state, trigger).ShouldBe(expected, $"{state} + {trigger}");
            }
        }
    }

    [Fact]
    public void EveryContactState_CanEndInClosed()
    {
        var ends = new HashSet<ContactState> { ContactState.Closed };
        foreach (var _ in Enum.GetValues<ContactState>())
        {
            ends.UnionWith(ContactSteps.Where(step => ends.Contains(step.Value)).Select(step => step.Key.Item1));
        }

        ends.ShouldBe(Enum.GetValues<ContactState>(), ignoreOrder: true);
    }

    [Fact]
    public void AnAssignmentThatIsNotOpen_IsOverForGood()
    {
        foreach (var state in Enum.GetValues<AssignmentState>())
        {
            var canGoOn = Enum.GetValues<AssignmentTrigger>().Any(trigger => AssignmentLife.Next(state, trigger) is not null);
            canGoOn.ShouldBe(AssignmentLife.IsOpen(state), $"{state}");
        }
    }

    [Theory]
    [InlineData(AssignmentState.Offered, false, true, true)]
    [InlineData(AssignmentState.Connecting, true, true, true)]
    [InlineData(AssignmentState.Active, true, true, true)]
    [InlineData(AssignmentState.Parked, true, true, false)]
    [InlineData(AssignmentState.WrapUp, false, true, true)]
    [InlineData(AssignmentState.Done, false, false, false)]
    [InlineData(AssignmentState.Declined, false, false, false)]
    [InlineData(AssignmentState.Lapsed, false, false, false)]
    [InlineData(AssignmentState.Withdrawn, false, false, false)]
    [InlineData(AssignmentState.Failed, false, false, false)]
    public void Assignment_OwnsIsOpenAndTakesRoom_AsItsStateSays(AssignmentState state, bool owns, bool open, bool room)
    {
        AssignmentLife.OwnsContact(state).ShouldBe(owns);
        AssignmentLife.IsOpen(state).ShouldBe(open);
        AssignmentLife.TakesRoom(state).ShouldBe(room);
    }
}
