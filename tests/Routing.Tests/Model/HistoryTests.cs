using System.Globalization;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using Xunit.Abstractions;

namespace Helpline.Routing.Tests.Model;

/// <summary>Random histories over two nodes, against the model and against what must never be. The seed is in the test's name and in its output.</summary>
public sealed class HistoryTests(RedisFixture redis, ITestOutputHelper output) : PoolTest(redis)
{
    private static readonly Demand[] Demands =
    [
        new(Channel.Phone, ["lang:en"]), new(Channel.Phone, ["lang:cy"]), new(Channel.BslVideo, ["bsl"]), new(Channel.Sms, ["lang:en"]),
    ];

    private List<AgentId> people = [];
    private readonly List<string> told = [];
    private ModelPool model = null!;
    private Random random = null!;

    public static TheoryData<int> Seeds
    {
        get
        {
            var seeds = new TheoryData<int>();
            var nightly = string.Equals(Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY"), "1", StringComparison.Ordinal);
            foreach (var seed in nightly ? Enumerable.Range(Random.Shared.Next(), 500) : Enumerable.Range(1, 20))
            {
                seeds.Add(seed);
            }

            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task ARandomHistory_GoesAsTheModelSays(int seed)
    {
        output.WriteLine($"seed {seed}");
        random = new Random(seed);
        model = new ModelPool(Clock.GetUtcNow);
        people = [.. Enumerable.Range(0, 6).Select(_ => new AgentId(SeededGuid()))];
        foreach (var person in people)
        {
            await SignOnAsync(person);
        }

        await A.Presence.RenewAsync(Pool, people, default);
        model.Renew(people);
        for (var step = 0; step < 300; step++)
        {
            try
            {
                await StepAsync();
                await CompareAsync();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}, step {step}, after:\n{string.Join('\n', told.TakeLast(12))}", e);
            }
        }

        await NumbersAreContiguousAsync();
    }

    private Node AnyNode => random.Next(2) == 0 ? A : B;

    private Task StepAsync() => random.Next(20) switch
    {
        < 5 => EnqueueAsync(),
        < 8 => AcceptAsync(),
        < 9 => ByAssignmentAsync(AssignmentTrigger.Decline, AssignmentState.Offered),
        < 11 => ByAssignmentAsync(AssignmentTrigger.Connected, AssignmentState.Connecting),
        < 12 => ByAssignmentAsync(random.Next(2) == 0 ? AssignmentTrigger.ConnectFailed : AssignmentTrigger.AgentLost, AssignmentState.Connecting, AssignmentState.Active),
        < 13 => ByAssignmentAsync(AssignmentTrigger.End, AssignmentState.Active),
        < 15 => ByAssignmentAsync(AssignmentTrigger.Complete, AssignmentState.WrapUp),
        < 16 => PersonLeftAsync(),
        < 17 => SetStatusAsync(),
        < 18 when random.Next(3) == 0 => SignOnAsync(Pick(people)),
        _ => PassTimeAsync(),
    };

    private async Task EnqueueAsync()
    {
        var contact = new QueuedContact(
            new(SeededGuid()), Pool, Pools.Line, Pick(Demands), random.Next(10) == 0 ? Priority.High : Priority.Normal, Clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(60)));
        told.Add($"enqueue {contact}");
        (await TwiceAsync(n => n.Router.EnqueueAsync(contact, default))).ShouldBe(EnqueueOutcome.Enqueued);
        model.Enqueue(contact);
    }

    private async Task AcceptAsync()
    {
        if (AnyAssignment(AssignmentState.Offered) is { } assignment)
        {
            var by = random.Next(8) == 0 ? Pick(people) : assignment.Agent.Id;
            told.Add($"accept {assignment.Id} by {by}");
            var outcome = (await TwiceAsync(n => n.Router.AcceptAsync(Pool, assignment.Id, by, default))).Outcome;
            (outcome == AcceptOutcome.Accepted).ShouldBe(model.Accept(assignment, by));
        }
    }

    private async Task ByAssignmentAsync(AssignmentTrigger trigger, params AssignmentState[] likely)
    {
        if (AnyAssignment(likely) is not { } assignment)
        {
            return;
        }

        told.Add($"{trigger} {assignment.Id} in {assignment.State} of {assignment.Agent.Id}");
        var outcome = await TwiceAsync(n => trigger switch
        {
            AssignmentTrigger.Decline => n.Router.DeclineAsync(Pool, assignment.Id, assignment.Agent.Id, DeclineReason.NotNow, default),
            AssignmentTrigger.Connected => n.Router.ConnectedAsync(Pool, assignment.Id, default),
            AssignmentTrigger.ConnectFailed => n.Router.ConnectFailedAsync(Pool, assignment.Id, default),
            AssignmentTrigger.AgentLost => n.Router.AgentLostAsync(Pool, assignment.Id, default),
            AssignmentTrigger.End => n.Router.EndAsync(Pool, assignment.Id, assignment.Agent.Id, default),
            _ => n.Router.CompleteAsync(Pool, assignment.Id, assignment.Agent.Id, default),
        });
        if (model.Step(assignment, trigger))
        {
            outcome.ShouldBe(StepOutcome.Done);
        }
    }

    private async Task PersonLeftAsync()
    {
        if (model.Contacts.Values.Where(c => c.State != ContactState.Closed).ToList() is { Count: > 0 } open)
        {
            var (contact, reason) = (Pick(open), Pick([CloseReason.Abandoned, CloseReason.Expired, CloseReason.LeftMessage]));
            told.Add($"person left {contact.Id} {reason}");
            (await TwiceAsync(n => n.Router.PersonLeftAsync(Pool, contact.Id, reason, default))).ShouldBe(StepOutcome.Done);
            model.PersonLeft(contact, reason);
        }
    }

    private async Task SetStatusAsync()
    {
        var (agent, reason) = (Pick(people), random.Next(3) == 0 ? "lunch" : null);
        var status = random.Next(4) > 0 ? AgentStatus.Available : Pick([AgentStatus.Break, AgentStatus.Offline, AgentStatus.Training]);
        told.Add($"{agent} sets {status} {reason}");
        (await AnyNode.Presence.SetStatusAsync(Pool, agent, status, reason, default))
            .ShouldBe(model.SetStatus(agent, status, reason) ? StepOutcome.Done : StepOutcome.Unknown);
    }

    private async Task SignOnAsync(AgentId agent)
    {
        string[] skills = ["lang:en", "lang:cy", "bsl"];
        var profile = new AgentProfile(
            agent,
            [.. skills.Where(_ => random.Next(4) > 0)],
            new Dictionary<Channel, int> { [Channel.Phone] = random.Next(5) > 0 ? 1 : 0, [Channel.BslVideo] = 1, [Channel.Sms] = random.Next(4) });
        told.Add($"{agent} signs on with {string.Join(',', profile.Skills)} {string.Join(',', profile.Capacity)}");
        await AnyNode.Presence.SignOnAsync(Pool, profile, default);
        model.SignOn(profile);
    }

    private async Task PassTimeAsync()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 6000)));
        if (random.Next(4) == 0)
        {
            // Time has brought something, and nobody has looked yet.
            told.Add($"time is {Clock.GetUtcNow():mm:ss.fff}");
            return;
        }

        var heard = people.Where(_ => random.Next(6) > 0).ToList();
        told.Add($"time is {Clock.GetUtcNow():mm:ss.fff}, heard {string.Join(' ', heard)}");
        var unknown = await AnyNode.Presence.RenewAsync(Pool, heard, default);
        unknown.ShouldBe(model.Renew(heard), ignoreOrder: true);
        await CompareAsync();
        foreach (var agent in unknown)
        {
            await SignOnAsync(agent);
        }

        await CompareAsync();
        await AnyNode.DoDueAsync();
        model.DoDue();
    }

    // What is repeated after a time-out, perhaps from the other node, changes nothing more.
    private async Task<T> TwiceAsync<T>(Func<Node, Task<T>> step)
    {
        var first = await step(AnyNode);
        if (random.Next(4) == 0)
        {
            var position = (await SnapshotAsync()).Position;
            await step(AnyNode);
            (await SnapshotAsync()).Position.ShouldBe(position);
        }

        return first;
    }

    private async Task CompareAsync()
    {
        var snapshot = await SnapshotAsync();
        snapshot.NothingImpossible();
        foreach (var assignment in model.Assignments.Where(a => a.Id == default))
        {
            assignment.Id = snapshot.Assignments.FirstOrDefault(a => a.Contact == assignment.Contact.Id && a.Agent == assignment.Agent.Id)?.Id ?? AssignmentId.New();
        }

        snapshot.Contacts.Select(Told).ShouldBe(model.Contacts.Values.Where(c => c.State != ContactState.Closed)
            .OrderBy(c => c.Score).ThenBy(c => c.Id.ToString(), StringComparer.Ordinal)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Id} {c.State} {c.Priority} {c.WaitingSince:O}")));
        snapshot.Assignments.Select(Told).Order(StringComparer.Ordinal).ShouldBe(model.Assignments.Where(a => AssignmentLife.IsOpen(a.State))
            .Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Contact.Id} {a.Agent.Id} {a.State} {a.Deadline:O} {a.Id}")).Order(StringComparer.Ordinal));
        snapshot.Agents.Select(a => $"{a.Id} {a.Status} {a.Connected} {a.Reason}").Order(StringComparer.Ordinal)
            .ShouldBe(model.Agents.Values.Where(a => a.Status != AgentStatus.Offline || a.Open.Count > 0)
                .Select(a => $"{a.Id} {a.Status} {a.Connected} {a.Reason}").Order(StringComparer.Ordinal));
    }

    private static string Told(ContactFacts c) => string.Create(CultureInfo.InvariantCulture, $"{c.Id} {c.State} {c.Priority} {c.WaitingSince:O}");

    private static string Told(AssignmentFacts a) => string.Create(CultureInfo.InvariantCulture, $"{a.Contact} {a.Agent} {a.State} {a.Deadline:O} {a.Id}");

    private async Task NumbersAreContiguousAsync() =>
        (await EventsAsync()).Select((e, i) => e.Position.Number - i).Distinct().ShouldBe([1]);

    private ModelAssignment? AnyAssignment(params AssignmentState[] likely)
    {
        var among = model.Assignments.Where(a => random.Next(10) == 0 || likely.Contains(a.State)).ToList();
        return among.Count == 0 ? null : Pick(among);
    }

    // Ids decide between equals: from the seed, so that a history can be told again.
    private Guid SeededGuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
