using System.Net;
using System.Net.WebSockets;
using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>Who may open a window, and what becomes of one that cannot keep up.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task WithoutASession_NoWindowOpens()
    {
        await using var console = await TestConsole.StartAsync();

        var failure = await Should.ThrowAsync<WebSocketException>(() => TestWindow.OpenAsync(console, new CookieContainer()));

        failure.Message.ShouldContain("401");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task FromAnotherSitesPage_NoWindowOpens(string origin)
    {
        await using var console = await TestConsole.StartAsync();
        var (browser, cookies) = await console.SessionAsync(Data.Maya);
        browser.Dispose();

        var failure = await Should.ThrowAsync<WebSocketException>(() => TestWindow.OpenAsync(console, cookies, origin));

        failure.Message.ShouldContain("403");
    }

    [Fact]
    public async Task SigningOut_ClosesTheWindowsOfThatBrowser_AndNoOthers()
    {
        await using var console = await TestConsole.StartAsync();
        var (browser, cookies) = await console.SessionAsync(Data.Maya);
        await using var here = await TestWindow.OpenAsync(console, cookies);
        await using var elsewhere = await console.WindowAsync(Data.Maya);

        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await here.Closed;
        await elsewhere.HeartbeatAsync();
        browser.Dispose();
    }

    [Fact]
    public async Task AnAccountTakenAway_ClosesItsWindows_WithinHalfAMinute_AndTheyDoNotComeBack()
    {
        await using var console = await TestConsole.StartAsync();
        var (browser, cookies) = await console.SessionAsync(Data.Maya);
        browser.Dispose();
        await using var mayas = await TestWindow.OpenAsync(console, cookies);
        await using var sams = await console.WindowAsync(Data.Sam);
        await mayas.SnapshotAsync();

        console.Records.Agents.TryRemove(Data.Maya.Id, out _);
        console.Clock.Advance(AccountWatch.Every);

        await mayas.Closed;
        await sams.HeartbeatAsync();
        (await Should.ThrowAsync<WebSocketException>(() => TestWindow.OpenAsync(console, cookies))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task AWindowThatDoesNotRead_IsClosed_AndHoldsUpNobody()
    {
        var stuck = new TaskCompletionSource();
        var aborted = 0;
        var user = new ConsoleUser(Data.Maya.Id, "Maya", Data.Pool, Data.Maya.Roles, "s");
        var connection = new ConsoleConnection("c", user, new DeafClient(stuck.Task), () => aborted++, NullLogger<ConsoleConnection>.Instance);
        var sending = connection.SendAsync(CancellationToken.None);

        for (var i = 0; i <= ConsoleConnection.MostUnsent + 1; i++)
        {
            connection.Push(client => client.Refetch()); // never waits
        }

        aborted.ShouldBe(1);
        stuck.SetResult();
        await sending;
    }

    [Fact]
    public async Task AWindowThatFailsToSend_IsClosed()
    {
        var aborted = 0;
        var user = new ConsoleUser(Data.Maya.Id, "Maya", Data.Pool, Data.Maya.Roles, "s");
        var connection = new ConsoleConnection("c", user, new DeafClient(Task.FromException(new InvalidOperationException("broken pipe"))), () => aborted++, NullLogger<ConsoleConnection>.Instance);

        connection.Push(client => client.Refetch());
        await connection.SendAsync(CancellationToken.None);

        aborted.ShouldBe(1);
    }

    private sealed class DeafClient(Task never) : IConsoleClient
    {
        public Task Changed(LiveChange change) => never;

        public Task Refetch() => never;

        public Task AnsweredElsewhere(AssignmentId assignment) => never;

        public Task Figures(FiguresView figures) => Task.CompletedTask;
    }
}
