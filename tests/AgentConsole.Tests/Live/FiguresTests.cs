using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>A supervisor's figures come with the snapshot and then only when they change.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task TheSnapshot_HasTheFigures_ForASupervisorOnly()
    {
        await using var console = await TestConsole.StartAsync();
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await using var maya = await console.WindowAsync(Data.Maya);

        var figures = (await ruth.SnapshotAsync()).Figures!;

        var today = new DayView(Answered: 4, Abandoned: 1, ServiceLevel: 0.67);
        (figures.Today, figures.Occupancy).ShouldBe((today, 0.5));
        figures.Channels.ShouldBe([new ChannelFigures(Channel.Phone, today, new WaitEstimate(1, 3))]);
        (await maya.SnapshotAsync()).Figures.ShouldBeNull();
    }

    [Fact]
    public async Task WhatASupervisorWouldSeeChange_IsToldToThem_Once_AndNotToAgents()
    {
        await using var console = await TestConsole.StartAsync();
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await using var maya = await console.WindowAsync(Data.Maya);
        await console.AdvanceUntilAsync(() => ruth.Heard == 1, "the first figures are told");
        (await FiguresOfAsync(ruth)).Today!.Answered.ShouldBe(4);

        console.Figures.Now = FakeFigures.Of(answered: 4, occupancy: 0.5001);
        var before = console.Figures.Reads;
        await console.AdvanceUntilAsync(() => console.Figures.Reads > before + 3, "figures that look the same are read again and again");
        console.Figures.Now = FakeFigures.Of(answered: 5);
        await console.AdvanceUntilAsync(() => ruth.Heard > 0, "the change is told");

        (await FiguresOfAsync(ruth)).Today!.Answered.ShouldBe(5);
        await maya.HeartbeatAsync();
        maya.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task WhileNoSupervisorLooks_NothingIsRead()
    {
        await using var console = await TestConsole.StartAsync();
        await using var maya = await console.WindowAsync(Data.Maya);
        await maya.SnapshotAsync();

        await console.AdvanceUntilAsync(() => console.Routing.Calls.Count(call => call.StartsWith("renew", StringComparison.Ordinal)) > 1, "seconds pass");

        console.Figures.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task WhileTheFiguresAreAway_TheConsoleGoesOnWithoutThem_AndThenHasThem()
    {
        await using var console = await TestConsole.StartAsync();
        console.Figures.Away = true;
        await using var ruth = await console.WindowAsync(Data.Ruth);
        (await ruth.SnapshotAsync()).Figures.ShouldBeNull();
        await console.AdvanceUntilAsync(() => console.Figures.Reads > 2, "they are asked for in vain");

        console.Figures.Away = false;
        await console.AdvanceUntilAsync(() => ruth.Heard > 0, "the figures are told");

        (await FiguresOfAsync(ruth)).ShouldBeOfType<FiguresView>();
    }

    private static async Task<FiguresView> FiguresOfAsync(TestWindow window) => (await window.NextAsync()).ShouldBeOfType<FiguresView>();
}
