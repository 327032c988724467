using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>The steps of a contact's and an agent's life. Each is taken on Redis, sometimes twice, and on the model.</summary>
public abstract partial class HistoryTest
{
    // How often each is taken while many come, and while few do: then agents are idle and the order among them counts.
    private (int Busy, int Quiet, Func<Task> Do)[] Steps =>
    [
        (10, 4, EnqueueAsync),
        (7, 8, AcceptAsync),
        (2, 2, () => ByAgentAsync(AssignmentTrigger.Decline, AssignmentState.Offered)),
        (4, 5, () => ByAgentAsync(AssignmentTrigger.Connected, AssignmentState.Connecting)),
        (1, 1, () => ByAgentAsync(random.Next(2) == 0 ? AssignmentTrigger.ConnectFailed : AssignmentTrigger.AgentLost, AssignmentState.Connecting, AssignmentState.Active)),
        (1, 3, () => ByAgentAsync(AssignmentTrigger.End, AssignmentState.Active, AssignmentState.Parked)),
        (3, 6, () => ByAgentAsync(AssignmentTrigger.Complete, AssignmentState.WrapUp)),
        (2, 2, ParkAsync),
        (2, 2, NewsAsync),
        (1, 1, () => ByAgentAsync(random.Next(2) == 0 ? AssignmentTrigger.Resume : AssignmentTrigger.Release, AssignmentState.Parked)),
        (1, 4, PersonLeftAsync),
        (2, 2, TransferAsync),
        (1, 1, () => random.Next(3) == 0 ? PromiseCallBackAsync() : ReprioritiseAsync()),
        (2, 2, SetStatusAsync),
        (1, 1, () => random.Next(4) switch { 0 => SignOnAsync(Pick(people)), 1 when random.Next(6) == 0 => CrashAsync(), _ => PassTimeAsync() }),
        (3, 3, PassTimeAsync),
    ];

    private Task StepAsync(int step)
    {
        var isBusy = step / 40 % 2 == 0;
        var steps = Steps;
        var at = random.Next(steps.Sum(s => isBusy ? s.Busy : s.Quiet));
        return steps.First(s => (at -= isBusy ? s.Busy : s.Quiet) < 0).Do();
    }

    private async Task EnqueueAsync()
    {
        var line = Pick(World.Lines).Id;
        var contact = new QueuedContact(
            new(SeededGuid()), Pool, line, World.RandomDemand(random, line), random.Next(8) == 0 ? Pick(Enum.GetValues<Priority>()) : Priority.Normal,
            Clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(-2, 60)), random.Next(3) == 0 ? Pick(people) : null);
        told.Add($"enqueue {contact}");
        (await TwiceAsync(n => n.Router.EnqueueAsync(contact, default))).ShouldBe(model.Enqueue(contact));
    }

    private async Task AcceptAsync()
    {
        if (AnyAssignment(AssignmentState.Offered) is { } assignment)
        {
            var by = random.Next(8) == 0 ? Pick(people) : assignment.Agent.Id;
            told.Add($"accept {assignment.Id} by {by}");
            var outcome = (await TwiceAsync(n => n.Router.AcceptAsync(Pool, assignment.Id, by, default))).Outcome;
            var expected = model.Accept(assignment, by);
            (outcome == AcceptOutcome.Accepted).ShouldBe(expected == AcceptOutcome.Accepted, $"{outcome}, not {expected}");
        }
    }

    private async Task ByAgentAsync(AssignmentTrigger trigger, params AssignmentState[] likely)
    {
        if (AnyAssignment(likely) is not { } assignment)
        {
            return;
        }

        var (id, by) = (assignment.Id, random.Next(30) == 0 ? Pick(people) : assignment.Agent.Id);
        told.Add($"{trigger} {id} in {assignment.State} of {assignment.Agent.Id} by {by}");
        var outcome = await TwiceAsync(n => trigger switch
        {
            AssignmentTrigger.Decline => n.Router.DeclineAsync(Pool, id, by, DeclineReason.NotNow, default),
            AssignmentTrigger.Connected => n.Router.ConnectedAsync(Pool, id, default),
            AssignmentTrigger.ConnectFailed => n.Router.ConnectFailedAsync(Pool, id, default),
            AssignmentTrigger.AgentLost => n.Router.AgentLostAsync(Pool, id, default),
            AssignmentTrigger.End => n.Router.EndAsync(Pool, id, by, default),
            AssignmentTrigger.Resume => n.Router.ResumeAsync(Pool, id, by, default),
            AssignmentTrigger.Release => n.Router.ReleaseAsync(Pool, id, by, default),
            _ => n.Router.CompleteAsync(Pool, id, by, default),
        });
        outcome.ShouldBe(trigger switch
        {
            AssignmentTrigger.Decline => model.Decline(assignment, by, DeclineReason.NotNow),
            AssignmentTrigger.Connected => model.Connected(assignment),
            AssignmentTrigger.ConnectFailed => model.ConnectFailed(assignment),
            AssignmentTrigger.AgentLost => model.AgentLost(assignment),
            AssignmentTrigger.End => model.End(assignment, by),
            AssignmentTrigger.Resume => model.Resume(assignment, by),
            AssignmentTrigger.Release => model.Release(assignment, by),
            _ => model.Complete(assignment, by),
        });
    }

    private async Task SetStatusAsync()
    {
        var (agent, reason) = (Pick(people), random.Next(3) == 0 ? "lunch" : null);
        if (random.Next(6) == 0)
        {
            told.Add($"{agent} is forced off");
            (await TwiceAsync(n => n.Presence.ForceOffAsync(Pool, agent, Pick(people), default))).ShouldBe(model.ForceOff(agent));
            return;
        }

        await SetStatusAsync(agent, random.Next(4) > 0 ? AgentStatus.Available : Pick([AgentStatus.Break, AgentStatus.Offline, AgentStatus.Training]), reason);
    }

    private async Task SetStatusAsync(AgentId agent, AgentStatus status, string? reason)
    {
        told.Add($"{agent} sets {status} {reason}");
        (await TwiceAsync(n => n.Presence.SetStatusAsync(Pool, agent, status, reason, default))).ShouldBe(model.SetStatus(agent, status, reason));
    }

    private async Task SignOnAsync(AgentId agent)
    {
        var profile = World.RandomProfile(random, agent);
        told.Add($"{agent} signs on with {string.Join(',', profile.Skills)} {string.Join(',', profile.Capacity)} {string.Join(',', profile.Backups!)}");
        await AnyNode.Presence.SignOnAsync(Pool, profile, default);
        model.SignOn(profile);
    }

    private async Task RenewAsync(List<AgentId> heard)
    {
        var unknown = await AnyNode.Presence.RenewAsync(Pool, heard, default);
        unknown.ShouldBe(heard.Count == 0 ? [] : model.Renew(heard), ignoreOrder: true);
        foreach (var agent in unknown)
        {
            await CompareAsync();
            await SignOnAsync(agent);
        }
    }

    private async Task PassTimeAsync()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(random.Next(40) == 0 ? random.Next(600_000) : random.Next(1, 6000)));
        told.Add($"time is {Clock.GetUtcNow():HH:mm:ss.fff}");
        if (random.Next(4) > 0)
        {
            var heard = people.Where(_ => random.Next(6) > 0).OrderBy(_ => random.Next()).ToList();
            told.Add($"heard {string.Join(' ', heard)}");
            await RenewAsync(heard);
            await CompareAsync();
        }

        // Otherwise time has brought something, and nobody has looked yet.
        if (random.Next(3) > 0)
        {
            told.Add("due");
            await AnyNode.DoDueAsync();
            model.DoDue();
        }
    }

    // A node is gone in the middle of its work; another takes its place and knows nothing of it.
    private async Task CrashAsync()
    {
        var which = random.Next(nodes.Count);
        told.Add($"node {which} is gone");
        await nodes[which].DisposeAsync();
        nodes[which] = NewNode();
    }

    // What is repeated after a time-out, perhaps from the other node, changes nothing more.
    private async Task<T> TwiceAsync<T>(Func<Node, Task<T>> step)
    {
        var first = await step(AnyNode);
        if (random.Next(4) == 0)
        {
            var position = (await SnapshotAsync()).Position;
            await step(AnyNode);
            (await SnapshotAsync()).Position.ShouldBe(position, "a repeat changes nothing");
        }

        return first;
    }

    private ModelAssignment? AnyAssignment(params AssignmentState[] likely)
    {
        var among = random.Next(10) == 0 ? known.TakeLast(30).ToList() : [.. known.Where(a => likely.Contains(a.State))];
        return among.Count == 0 ? null : Pick(among);
    }
}
