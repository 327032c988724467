using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Scripts;

/// <summary>Every question of the life tables, asked of the scripts: the state moves as the table says, or not at all.</summary>
public sealed class LifeTests(RedisFixture redis) : PoolTest(redis)
{
    // Lapse is brought by time, Withdraw and PersonLeft by the person (below).
    private static readonly AssignmentTrigger[] Asked =
    [
        AssignmentTrigger.Accept, AssignmentTrigger.Decline, AssignmentTrigger.Lapse, AssignmentTrigger.Connected, AssignmentTrigger.ConnectFailed,
        AssignmentTrigger.AgentLost, AssignmentTrigger.End, AssignmentTrigger.Complete, AssignmentTrigger.Park, AssignmentTrigger.Resume,
        AssignmentTrigger.Release, AssignmentTrigger.TransferredAway,
    ];

    public static TheoryData<AssignmentState, AssignmentTrigger> AssignmentQuestions =>
        Pairs(Enum.GetValues<AssignmentState>(), Asked);

    public static TheoryData<AssignmentState, CloseReason> ContactQuestions =>
        Pairs(Enum.GetValues<AssignmentState>(), [CloseReason.Abandoned, CloseReason.Expired]);

    [Theory]
    [MemberData(nameof(AssignmentQuestions))]
    public async Task AnAssignment_MovesAsItsTableSays(AssignmentState state, AssignmentTrigger trigger)
    {
        var contact = await ContactWithAssignmentInAsync(state);
        var before = await LastSeenAsync();
        before.State.ShouldBe(state);

        var done = await AskAsync(trigger, before);

        // What is handed on before the medium is up is withdrawn from its agent.
        var asked = (state, trigger) == (AssignmentState.Connecting, AssignmentTrigger.TransferredAway) ? AssignmentTrigger.Withdraw : trigger;
        var next = AssignmentLife.Next(state, asked);
        (await LastSeenAsync(before.Id)).State.ShouldBe(next ?? state);
        if (next is not null)
        {
            done.ShouldBeTrue();
        }

        (await B.Router.StandingAsync(Pool, contact.Id, default)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(ContactQuestions))]
    public async Task APersonWhoLeaves_MovesContactAndAssignmentAsTheTablesSay(AssignmentState state, CloseReason reason)
    {
        var contact = await ContactWithAssignmentInAsync(state);
        var assignment = await LastSeenAsync();
        var before = (await StandingAsync(contact)).Contact.State;
        var owned = (await StandingAsync(contact)).Assignment?.Id == assignment.Id;

        var outcome = await A.Router.PersonLeftAsync(Pool, contact.Id, reason, default);

        var trigger = before == ContactState.Waiting && reason == CloseReason.Expired ? ContactTrigger.Expired : ContactTrigger.Left;
        var withTrigger = AssignmentLife.Next(state, AssignmentTrigger.Withdraw) ?? AssignmentLife.Next(state, AssignmentTrigger.PersonLeft);
        var possible = ContactLife.Next(before, trigger) is not null && (!owned || withTrigger is not null);
        (await StandingAsync(contact)).Contact.State.ShouldBe(possible ? ContactLife.Next(before, trigger)!.Value : before);
        (await LastSeenAsync(assignment.Id)).State.ShouldBe(owned && possible ? withTrigger!.Value : state);
        outcome.ShouldBe(possible || before == ContactState.Closed ? StepOutcome.Done : StepOutcome.NotPossibleNow);
    }

    private static TheoryData<T1, T2> Pairs<T1, T2>(IReadOnlyList<T1> firsts, IReadOnlyList<T2> seconds)
    {
        var pairs = new TheoryData<T1, T2>();
        foreach (var (first, second) in firsts.SelectMany(f => seconds.Select(s => (f, s))))
        {
            pairs.Add(first, second);
        }

        return pairs;
    }

    private async Task<bool> AskAsync(AssignmentTrigger trigger, AssignmentFacts assignment)
    {
        var router = A.Router;
        switch (trigger)
        {
            case AssignmentTrigger.Accept:
                return (await router.AcceptAsync(Pool, assignment.Id, assignment.Agent, default)).Outcome == AcceptOutcome.Accepted;
            case AssignmentTrigger.Lapse:
                // Only the deadline of the offer, not the others that lie further away.
                await PassAsync(assignment.State == AssignmentState.Offered ? TimeSpan.FromSeconds(45) : TimeSpan.FromSeconds(1), assignment.Agent);
                return true;
            default:
                var outcome = await (trigger switch
                {
                    AssignmentTrigger.Decline => router.DeclineAsync(Pool, assignment.Id, assignment.Agent, DeclineReason.NotNow, default),
                    AssignmentTrigger.Connected => router.ConnectedAsync(Pool, assignment.Id, default),
                    AssignmentTrigger.ConnectFailed => router.ConnectFailedAsync(Pool, assignment.Id, default),
                    AssignmentTrigger.AgentLost => router.AgentLostAsync(Pool, assignment.Id, default),
                    AssignmentTrigger.End => router.EndAsync(Pool, assignment.Id, assignment.Agent, default),
                    AssignmentTrigger.Complete => router.CompleteAsync(Pool, assignment.Id, assignment.Agent, default),
                    AssignmentTrigger.Park => router.ParkAsync(Pool, assignment.Id, assignment.Agent, until: null, default),
                    AssignmentTrigger.Resume => router.ResumeAsync(Pool, assignment.Id, assignment.Agent, default),
                    AssignmentTrigger.Release => router.ReleaseAsync(Pool, assignment.Id, assignment.Agent, default),
                    AssignmentTrigger.TransferredAway => router.TransferAsync(Pool, assignment.Contact, assignment.Agent, new TransferTarget.ToSkills(["lang:cy"]), default),
                    _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Not asked here."),
                });
                return outcome == StepOutcome.Done;
        }
    }

    private async Task<QueuedContact> ContactWithAssignmentInAsync(AssignmentState state)
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        switch (state)
        {
            case AssignmentState.Offered:
                break;
            case AssignmentState.Connecting:
                await AcceptedAsync(contact);
                break;
            case AssignmentState.Active:
                await ActiveAsync(contact);
                break;
            case AssignmentState.Parked:
                await ParkedAsync(contact);
                break;
            case AssignmentState.Released:
                var parked = await ParkedAsync(contact);
                await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
                await A.Router.ReleaseAsync(Pool, parked.Id, agent, default);
                break;
            case AssignmentState.WrapUp:
                await WrappingUpAsync(contact);
                break;
            case AssignmentState.Done:
                await A.Router.CompleteAsync(Pool, (await WrappingUpAsync(contact)).Id, agent, default);
                break;
            case AssignmentState.Declined:
                await A.Router.DeclineAsync(Pool, (await OfferedAsync(contact)).Id, agent, DeclineReason.NotNow, default);
                break;
            case AssignmentState.Lapsed:
                await PassAsync(TimeSpan.FromSeconds(45), agent);
                break;
            case AssignmentState.Withdrawn:
                await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);
                break;
            case AssignmentState.Failed:
                var accepted = await AcceptedAsync(contact);
                await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
                await A.Router.ConnectFailedAsync(Pool, accepted.Id, default);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "No way there.");
        }

        return contact;
    }

    private async Task<AssignmentFacts> ParkedAsync(QueuedContact contact)
    {
        var active = await ActiveAsync(contact);
        (await A.Router.ParkAsync(Pool, active.Id, active.Agent, until: null, default)).ShouldBe(StepOutcome.Done);
        return active;
    }

    private async Task<AssignmentFacts> LastSeenAsync(AssignmentId? id = null) =>
        (await EventsAsync()).Select(e => e.Assignment).Last(a => a is not null && (id is null || a.Id == id))!;
}
