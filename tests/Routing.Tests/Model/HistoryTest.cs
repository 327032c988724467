using System.Globalization;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>A random history on real Redis over two nodes, and the same on the model: compared after each step.</summary>
public abstract partial class HistoryTest(RedisFixture redis) : PoolTest(redis)
{
    private readonly List<string> told = [];
    private readonly List<ModelAssignment> known = [];
    private readonly List<Node> nodes = [];
    private List<AgentId> people = [];
    private ModelPool model = null!;
    private Random random = null!;
    private Random ids = null!;
    private int idsMade;

    /// <summary>Hundreds of steps; in the nightly mode thousands for every fifth seed.</summary>
    protected static int StepsOf(int seed) => Nightly && seed % 5 == 0 ? 2000 : 300;

    protected static bool Nightly => string.Equals(Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY"), "1", StringComparison.Ordinal);

    // In order of time, as those of version 7 are.
    private protected override Func<Guid> Ids => () => new(++idsMade, 0, 0, Seeded(ids).ToByteArray()[..8]);

    public override async Task DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Plays it. An error names the seed, the step and what was done last.</summary>
    protected async Task PlayAsync(int seed, int steps)
    {
        (random, ids) = (new Random(seed), new Random(-seed));
        model = new(new() { LineOf = World.LineOf }, Clock.GetUtcNow);
        nodes.AddRange([NewNode(), NewNode()]);
        foreach (var line in World.Lines)
        {
            Records.Add(line);
        }

        var step = -1;
        try
        {
            people = [.. Enumerable.Range(0, 7).Select(_ => new AgentId(SeededGuid()))];
            foreach (var person in people)
            {
                await SignOnAsync(person);
            }

            await RenewAsync(people);
            foreach (var person in people)
            {
                await SetStatusAsync(person, AgentStatus.Available, null);
            }

            for (step = 0; step < steps; step++)
            {
                await StepAsync(step);
                await CompareAsync();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"Seed {seed}, step {step}, after:\n{string.Join('\n', told.TakeLast(12))}\n{e.Message}", e);
        }
    }

    private Node AnyNode => nodes[random.Next(nodes.Count)];

    private async Task CompareAsync()
    {
        var snapshot = await SnapshotAsync();
        Name(snapshot);
        snapshot.NothingImpossible();
        snapshot.Contacts.Select(Told).ShouldBe(model.Contacts.Values.Where(c => c.State != ContactState.Closed).OrderBy(c => c.Score).ThenBy(c => c.Id.Value).Select(Told));
        snapshot.Assignments.Select(Told).Order(StringComparer.Ordinal).ShouldBe(model.Assignments.Select(Told).Order(StringComparer.Ordinal));
        snapshot.Agents.Select(a => $"{a.Id} {a.Status} {a.Connected} {a.Reason}").Order(StringComparer.Ordinal)
            .ShouldBe(model.Agents.Values.Where(a => a.Status != AgentStatus.Offline || a.Work.Count > 0)
                .Select(a => $"{a.Id} {a.Status} {a.Connected} {a.Reason}").Order(StringComparer.Ordinal));
        model.NobodyWaitsForNothing();
        model.NobodyIsOvertaken();
    }

    // The scripts made the ids; they decide between deadlines of one moment.
    private void Name(PoolSnapshot snapshot)
    {
        var named = known.Select(a => a.Id).ToHashSet();
        foreach (var assignment in model.Assignments.Except(known).ToList())
        {
            if (snapshot.Assignments.FirstOrDefault(a => a.Contact == assignment.Contact.Id && a.Agent == assignment.Agent.Id && named.Add(a.Id)) is { } made)
            {
                model.Name(assignment, made.Id);
                known.Add(assignment);
                model.IsWellOffered(assignment, Clock.GetUtcNow().ToUnixTimeMilliseconds());
            }
        }
    }

    private static string Told(ContactFacts c) => string.Create(
        CultureInfo.InvariantCulture,
        $"{c.Id} {c.Line} {c.Demand.Key} {c.State} {c.Priority} {c.WaitingSince:O} stage {c.Stage} known to {c.KnownTo} for {c.ReservedFor} {c.Task}");

    private static string Told(ModelContact c) => Told(new ContactFacts(
        c.Id, c.Line, c.Demand, c.Priority, c.State, DateTimeOffset.FromUnixTimeMilliseconds(c.WaitingSince), null, c.Stage, c.KnownTo, c.ReservedFor, c.Task));

    private static string Told(AssignmentFacts a) => string.Create(CultureInfo.InvariantCulture, $"{a.Contact} {a.Agent} {a.State} {a.Deadline:O} {a.Id}");

    private static string Told(ModelAssignment a) => Told(new AssignmentFacts(
        a.Id, a.Contact.Id, a.Agent.Id, a.Channel, a.State, default, a.Deadline is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null));

    // Ids decide between equals: from the seed, so that a history can be told again.
    private Guid SeededGuid() => Seeded(random);

    private static Guid Seeded(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
