using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>The agent who knows a person's story is asked first, and waited for where the line says so.</summary>
public sealed class StoryTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task WhoKnowsTheStory_IsAskedFirst_HoweverShortTheyAreIdle()
    {
        await AgentAsync([.. Phone.Skills.Select(s => s + "@9")]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var knowing = await AgentAsync();

        await OfferedAsync(await EnqueueAsync(knownTo: knowing), knowing);

        DetailOf(await LastAsync(RoutingEventKind.Offered)).GetProperty("story").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task WhoKnowsTheStory_ButIsBusy_IsNotWaitedFor_UnlessTheLineSaysSo()
    {
        var (_, contact, other) = await KnownToABusyAgentAsync(seconds: 0);

        await OfferedAsync(contact, other);
        DetailOf(await LastAsync(RoutingEventKind.Offered)).TryGetProperty("story", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task WhoKnowsTheStory_ButIsBusy_GetsItWithinTheTimeOfTheLine()
    {
        var (busyWith, contact, other) = await KnownToABusyAgentAsync(seconds: 60);
        (await WaitsAsync(contact)).ReservedFor.ShouldBe(busyWith.Agent);
        await PassAsync(TimeSpan.FromSeconds(59), busyWith.Agent, other);
        await WaitsAsync(contact);

        await A.Router.EndAsync(Pool, busyWith.Id, busyWith.Agent, default);
        await A.Router.CompleteAsync(Pool, busyWith.Id, busyWith.Agent, default);

        await OfferedAsync(contact, busyWith.Agent);
    }

    [Fact]
    public async Task AfterTheTimeOfTheLine_ItIsForOthers()
    {
        var (busyWith, contact, other) = await KnownToABusyAgentAsync(seconds: 60);

        await PassAsync(TimeSpan.FromSeconds(60), busyWith.Agent, other);

        await OfferedAsync(contact, other);
        (await LastAsync(RoutingEventKind.Relaxed)).Reason.ShouldBe("reservationEnded");
        (await StandingAsync(contact)).Contact.KnownTo.ShouldBe(busyWith.Agent);
    }

    [Theory]
    [InlineData(AgentStatus.Break)]
    [InlineData(AgentStatus.Offline)]
    [InlineData(null)]
    public async Task WhoKnowsTheStory_ButGoesOff_IsNotWaitedForAnyLonger(AgentStatus? status)
    {
        var (busyWith, contact, other) = await KnownToABusyAgentAsync(seconds: 60);
        await WaitsAsync(contact);

        if (status is { } said)
        {
            await A.Presence.SetStatusAsync(Pool, busyWith.Agent, said, null, default);
        }
        else
        {
            await PassAsync(TimeSpan.FromSeconds(11), other);
        }

        await OfferedAsync(contact, other);
        (await StandingAsync(contact)).Contact.ReservedFor.ShouldBeNull();
    }

    [Fact]
    public async Task WhoKnowsTheStory_ButCannotServeIt_OrIsNotThere_IsNotWaitedFor()
    {
        Records.Policy = new() { StorySeconds = 60 };
        var unskilled = await AgentAsync(["lang:cy"]);
        var onBreak = await AgentAsync();
        await A.Presence.SetStatusAsync(Pool, onBreak, AgentStatus.Break, null, default);

        foreach (var knowing in new[] { unskilled, onBreak, AgentId.New() })
        {
            var other = await AgentAsync();
            await OfferedAsync(await EnqueueAsync(knownTo: knowing), other);
        }
    }

    [Fact]
    public async Task WhoKnowsTheStory_AndDeclines_IsLeftInPeace()
    {
        var knowing = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await AgentAsync();
        var contact = await EnqueueAsync(knownTo: knowing);

        await A.Router.DeclineAsync(Pool, (await OfferedAsync(contact, knowing)).Id, knowing, DeclineReason.SomeoneElse, default);

        await OfferedAsync(contact, other);
    }

    // The agent who knows the story talks; another is free.
    private async Task<(AssignmentFacts BusyWith, QueuedContact Contact, AgentId Other)> KnownToABusyAgentAsync(int seconds)
    {
        Records.Policy = new() { StorySeconds = seconds };
        var knowing = await AgentAsync();
        var busyWith = await ActiveAsync(await EnqueueAsync());
        var other = await AgentAsync();
        return (busyWith, await EnqueueAsync(knownTo: knowing), other);
    }
}
