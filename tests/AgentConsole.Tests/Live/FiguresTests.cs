using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.Tests.Doubles;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>A supervisor's figures come with the snapshot and then only when they change.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task TheSnapshot_HasTheFigures_ForASupervisorOnly()
    {
        await using var console = await TestConsole.StartAsync(new FakeFigures().Use);
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await using var maya = await console.WindowAsync(Data.Maya);

        (await ruth.SnapshotAsync()).Figures!.Today!.Answered.ShouldBe(4);
        (await maya.SnapshotAsync()).Figures.ShouldBeNull();
    }

    [Fact]
    public async Task AChange_IsToldToSupervisors_Once_AndNotToAgents()
    {
        var figures = new FakeFigures();
        await using var console = await TestConsole.StartAsync(figures.Use);
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await using var maya = await console.WindowAsync(Data.Maya);
        await console.AdvanceUntilAsync(() => ruth.Heard == 1, "the first figures are told");
        (await FiguresOfAsync(ruth)).Today!.Answered.ShouldBe(4);

        figures.Now = FakeFigures.Of(answered: 4);
        var before = figures.Reads;
        await console.AdvanceUntilAsync(() => figures.Reads > before + 3, "the same figures are read again and again");
        figures.Now = FakeFigures.Of(answered: 5);
        await console.AdvanceUntilAsync(() => ruth.Heard > 0, "the change is told");

        (await FiguresOfAsync(ruth)).Today!.Answered.ShouldBe(5);
        await maya.HeartbeatAsync();
        maya.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task WhileNoSupervisorLooks_NothingIsRead()
    {
        var figures = new FakeFigures();
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(builder =>
        {
            figures.Use(builder);
            log.Collect(builder);
        });
        await using var maya = await console.WindowAsync(Data.Maya);
        await maya.SnapshotAsync();

        await console.AdvanceUntilAsync(() => console.Routing.Calls.Count(call => call.StartsWith("renew", StringComparison.Ordinal)) > 1, "seconds pass");

        figures.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task AfterAnOutage_TheFiguresGoOn()
    {
        var figures = new FakeFigures { Away = true };
        await using var console = await TestConsole.StartAsync(figures.Use);
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await console.AdvanceUntilAsync(() => figures.Reads > 2, "they are asked for in vain");

        figures.Away = false;
        await console.AdvanceUntilAsync(() => ruth.Heard > 0, "the figures are told");

        (await FiguresOfAsync(ruth)).ShouldBeOfType<FiguresView>();
    }

    private static async Task<FiguresView> FiguresOfAsync(TestWindow window) => (await window.NextAsync()).ShouldBeOfType<FiguresView>();
}
