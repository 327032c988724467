using Helpline.Contracts;
using Helpline.Routing.Figures;
using Xunit.Abstractions;

namespace Helpline.Routing.Tests.Figures;

/// <summary>The promise of the estimated wait: in about four cases of five the wait lies within the range, and nothing is said where nothing is known.</summary>
public sealed class EstimatedWaitTests(ITestOutputHelper output)
{
    private static readonly FigureRules Rules = new(new(TimeZoneInfo.Utc), TimeSpan.FromSeconds(5), _ => 30);

    /// <summary>A queue of n agents with random arrivals and lengths, where an offer rings for up to twelve seconds.</summary>
    [Theory]
    [InlineData(2, 0.9, 1)]
    [InlineData(5, 0.97, 2)]
    [InlineData(12, 0.97, 3)]
    [InlineData(6, 0.7, 4)]
    public void InASimulatedQueue_TheWaitLiesInTheRange_AsOftenAsSaid(int agents, double load, int seed)
    {
        var told = new SimulatedQueue(agents, load, seed, Rules).Run(8_000);

        var within = told.Count(t => t.Wait.TotalMinutes >= t.Range.LowMinutes && t.Wait.TotalMinutes <= t.Range.HighMinutes);
        var stood = told.Where(t => t.Stood).ToList();
        var withinStood = stood.Count(t => t.Wait.TotalMinutes >= t.Range.LowMinutes && t.Wait.TotalMinutes <= t.Range.HighMinutes);
        output.WriteLine(
            $"{agents} agents, load {load}: {told.Count} estimates, within {100.0 * within / told.Count:0.0} %; of {stood.Count} for a queue within {100.0 * withinStood / stood.Count:0.0} %, " +
            $"mean range {stood.Average(t => t.Range.LowMinutes):0.0} to {stood.Average(t => t.Range.HighMinutes):0.0} min, mean wait {stood.Average(t => t.Wait.TotalMinutes):0.0} min");
        ((double)within / told.Count).ShouldBeGreaterThan(0.78);
        ((double)withinStood / stood.Count).ShouldBeGreaterThan(0.75);
        // A range that holds everything says nothing.
        stood.Average(t => t.Range.HighMinutes).ShouldBeLessThan(4 * stood.Average(t => t.Wait.TotalMinutes) + 2);
    }

    /// <summary>Exact percentiles of F(2k, 2m), from tables.</summary>
    [Theory]
    [InlineData(5, 5, 0.4306, 2.3226)]
    [InlineData(10, 10, 0.5575, 1.7938)]
    [InlineData(10, 30, 0.5964, 1.5435)]
    public void TheRange_IsThatOfTheFDistribution(int people, int seen, double low, double high)
    {
        var range = WaitEstimator.Percentiles(people, seen);
        range.Low.ShouldBe(low, 0.01);
        range.High.ShouldBe(high, 0.02);
    }

    [Theory]
    [InlineData(0.2, 0.4, 0, 1)]
    [InlineData(2.7, 4.1, 2, 5)]
    [InlineData(9.9, 11, 9, 15)]
    [InlineData(14, 58, 10, 60)]
    [InlineData(61, 121, 60, 135)]
    public void Minutes_AreRoundedOutwards(double low, double high, int sayLow, int sayHigh) =>
        WaitRounding.Outwards(low, high, 240).ShouldBe(new(sayLow, sayHigh));

    [Fact]
    public void TooFewObservations_NobodyThere_OrTooLong_SaysNothing()
    {
        WaitRounding.Outwards(10, 241, 240).ShouldBeNull();
        var fold = new FiguresFold(new("main"), Rules);
        var history = new History(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)) { Written = fold.Apply };
        WaitRange? Estimate() => fold.At(history.Now).Queues.Single(q => q is { Line: null, Channel: Channel.Phone }).EstimatedWait;
        var agent = history.Agent();
        for (var i = 0; i < 5; i++)
        {
            var talking = history.Answer(history.Enqueue(), agent);
            var behind = history.Enqueue();
            history.After(120).End(talking);
            history.Complete(talking);
            Estimate().ShouldBeNull();
            history.Answer(behind, agent);
            history.End(behind);
            history.Complete(behind);
        }

        var busy = history.Answer(history.Enqueue(), agent);
        Estimate().ShouldBe(new(0, 6));
        history.Agent(AgentStatus.Break, id: agent);
        history.End(busy);
        history.Complete(busy);
        Estimate().ShouldBeNull();
        history.Agent(id: agent);
        history.Answer(history.Enqueue(), agent);
        Estimate().ShouldNotBeNull();
        history.After(TimeSpan.FromHours(1.1));
        Estimate().ShouldBeNull();
    }

    /// <summary>One agent who cannot take the channel is no help for those who wait on it.</summary>
    [Fact]
    public void AgentsWhoCannotTakeIt_AreNotCountedOn()
    {
        var fold = new FiguresFold(new("main"), Rules);
        var history = new History(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)) { Written = fold.Apply };
        var agent = history.Agent(AgentStatus.Available, signOn: """{"skills":{"line:northants":1},"capacity":{"phone":1},"backups":[]}""");
        for (var i = 0; i < 8; i++)
        {
            var talking = history.Answer(history.Enqueue(), agent);
            var behind = history.Enqueue();
            history.After(300).End(talking);
            history.Complete(talking);
            history.Answer(behind, agent);
            history.End(behind);
            history.Complete(behind);
        }

        history.Answer(history.Enqueue(), agent);
        WaitRange? Estimate() => fold.At(history.Now).Queues.Single(q => q is { Line: null, Channel: Channel.Phone }).EstimatedWait;
        var alone = Estimate().ShouldNotBeNull();
        history.Agent(AgentStatus.Available, signOn: """{"skills":{"line:northants":1},"capacity":{"sms":3},"backups":{}}""");
        Estimate().ShouldBe(alone);
        history.Enqueue();
        var two = Estimate().ShouldNotBeNull();
        two.HighMinutes.ShouldBeGreaterThan(alone.HighMinutes);
        history.Answer(history.Enqueue(), history.Agent(AgentStatus.Available, signOn: """{"skills":{"line:northants":1},"capacity":{"phone":1},"backups":[]}"""));
        Estimate().ShouldNotBeNull().HighMinutes.ShouldBeLessThan(two.HighMinutes);
    }
}
