using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Support;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>No lease for a browser that is not heard; one call renews all that are; who was forgotten is signed on again.</summary>
public sealed class PresenceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task OpeningAWindow_SignsTheAgentOnWithWhatTheyCanTake()
    {
        await using var console = await TestConsole.StartAsync();

        await using var window = await console.WindowAsync(Data.Maya);
        await window.HeartbeatAsync();

        console.Routing.Calls.ShouldContain($"sign-on {Data.Maya.Id}");
    }

    [Fact]
    public async Task AnAgentWhoseRecordTheQueueRefuses_IsInTheLog_BecauseTheyWouldWaitInVain()
    {
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(log.Collect);
        console.Routing.SignOnOutcome = StepOutcome.NotValid;

        await using var window = await console.WindowAsync(Data.Maya);

        await Poll.Until(() => log.Count(4125) == 1, "the refused sign-on is in the log");
    }

    [Fact]
    public async Task ASupervisorWhoAnswersNothing_IsNeverSignedOn()
    {
        await using var console = await TestConsole.StartAsync();
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await using var maya = await console.WindowAsync(Data.Maya);
        await ruth.HeartbeatAsync();
        await maya.HeartbeatAsync();

        await RenewalAsync(console);

        console.Routing.Calls.ShouldNotContain(call => call.Contains(Data.Ruth.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARenewal_IsOneCallForAllAgentsOfThePool_HoweverManyWindows()
    {
        await using var console = await TestConsole.StartAsync();
        await using var one = await console.WindowAsync(Data.Maya);
        await using var two = await console.WindowAsync(Data.Maya);
        await using var sam = await console.WindowAsync(Data.Sam);
        foreach (var window in new[] { one, two, sam })
        {
            await window.HeartbeatAsync();
        }

        await RenewalAsync(console);

        Renewals(console).ShouldBe([Renewal(Data.Maya.Id, Data.Sam.Id)]);
    }

    [Fact]
    public async Task AnAgentNotHeardForSixSeconds_IsNotRenewed_ThoughTheSocketIsOpen()
    {
        await using var console = await TestConsole.StartAsync();
        await using var maya = await console.WindowAsync(Data.Maya);
        await using var sam = await console.WindowAsync(Data.Sam);
        await maya.HeartbeatAsync();
        await sam.HeartbeatAsync();

        await RenewalAsync(console);
        await RenewalAsync(console);
        await sam.HeartbeatAsync();
        await RenewalAsync(console);

        Renewals(console).ShouldBe([Renewal(Data.Maya.Id, Data.Sam.Id), Renewal(Data.Maya.Id, Data.Sam.Id), Renewal(Data.Sam.Id)]);
    }

    [Fact]
    public async Task ClosingTheLastWindow_ChangesNoStatus_TheLeaseRunsOut()
    {
        await using var console = await TestConsole.StartAsync();
        await using var sam = await console.WindowAsync(Data.Sam);
        var maya = await console.WindowAsync(Data.Maya);
        await maya.HeartbeatAsync();

        await maya.DisposeAsync();
        for (var seconds = 0; seconds < 9; seconds += 3)
        {
            await sam.HeartbeatAsync();
            await RenewalAsync(console);
        }

        Renewals(console)[^1].ShouldBe(Renewal(Data.Sam.Id));
        console.Routing.Calls.ShouldNotContain(call => call.StartsWith("status", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAgentThePoolHasForgotten_IsSignedOnAgain_WithTheStatusTheyHad()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        console.Routing.Emit(Data.Event(1, RoutingEventKind.AgentChanged, agent: new AgentFacts(Data.Maya.Id, AgentStatus.Available, Connected: true, Data.Now)));
        await window.NextChangeAsync();
        await window.HeartbeatAsync();
        console.Routing.Calls.Clear();
        console.Routing.Unknown[Data.Maya.Id] = true;

        console.Clock.Advance(3 * Second);

        await Poll.Until(() => console.Routing.Calls.Count >= 3, "the agent is signed on again");
        console.Routing.Calls.ShouldBe([Renewal(Data.Maya.Id), $"sign-on {Data.Maya.Id}", $"status {Data.Maya.Id} Available"]);
    }

    [Fact]
    public async Task ARenewalThatFails_IsTriedAgain_AndLoggedOncePerOutage()
    {
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(log.Collect);
        await using var window = await console.WindowAsync(Data.Maya);
        await window.HeartbeatAsync();
        console.Routing.Calls.Clear();

        console.Routing.Away = true;
        for (var outage = 0; outage < 2; outage++)
        {
            var refused = console.Routing.Refusals;
            console.Clock.Advance(3 * Second);
            await Poll.Until(() => console.Routing.Refusals > refused, "a renewal fails");
            await window.HeartbeatAsync();
        }

        console.Routing.Away = false;
        await RenewalAsync(console);

        await Poll.Until(() => log.Count(4122) == 1, "the log says that leases are renewed again");
        log.Count(4121).ShouldBe(1);
    }

    [Fact]
    public async Task AWindowOpensEvenWhileTheQueueIsAway_AndTheAgentIsSignedOnLater()
    {
        await using var console = await TestConsole.StartAsync();
        console.Routing.Away = true;
        await using var window = await console.WindowAsync(Data.Maya);
        await window.HeartbeatAsync();
        console.Routing.Calls.ShouldBeEmpty();

        console.Routing.Away = false;
        console.Routing.Unknown[Data.Maya.Id] = true;
        console.Clock.Advance(3 * Second);

        await Poll.Until(() => console.Routing.Calls.Contains($"sign-on {Data.Maya.Id}"), "the agent is signed on");
    }

    /// <summary>Lets three seconds pass and the renewal that falls due be made.</summary>
    private static async Task RenewalAsync(TestConsole console)
    {
        var before = Renewals(console).Length;
        console.Clock.Advance(3 * Second);
        await Poll.Until(() => Renewals(console).Length > before, "leases are renewed");
    }

    private static string[] Renewals(TestConsole console) => [.. console.Routing.Calls.Where(call => call.StartsWith("renew", StringComparison.Ordinal))];

    private static string Renewal(params AgentId[] agents) => $"renew {string.Join(',', agents.Select(a => a.ToString()).Order(StringComparer.Ordinal))}";
}
