using System.Net;
using System.Threading.Channels;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>One console window: a real hub connection, and everything the server called in it, in order.</summary>
internal sealed class TestWindow : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Channel<object> calls = System.Threading.Channels.Channel.CreateUnbounded<object>();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestWindow(HubConnection connection)
    {
        this.connection = connection;
        connection.On<LiveChange>(nameof(IConsoleClient.Changed), change => calls.Writer.TryWrite(change));
        connection.On(nameof(IConsoleClient.Refetch), () => calls.Writer.TryWrite("refetch"));
        connection.On<AssignmentId>(nameof(IConsoleClient.AnsweredElsewhere), assignment => calls.Writer.TryWrite(assignment));
        connection.On<FiguresView>(nameof(IConsoleClient.Figures), figures => calls.Writer.TryWrite(figures));
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>How many calls of the server wait to be looked at.</summary>
    public int Heard => calls.Reader.Count;

    /// <summary>Completes when the server has closed the window.</summary>
    public Task Closed => closed.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public static async Task<TestWindow> OpenAsync(TestConsole console, CookieContainer cookies, string? origin = null)
    {
        var address = new UriBuilder(console.Address) { Scheme = "ws", Path = ConsoleHub.Path }.Uri;
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(address));
        builder.Services.AddSingleton<IHubProtocol, JsonHubProtocol>();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(options =>
        {
            options.SetRequestHeader("Origin", origin ?? console.Origin);
            options.SetRequestHeader("Cookie", cookies.GetCookieHeader(console.Address));
        }));
        var window = new TestWindow(builder.Build());
        await window.connection.StartAsync();
        return window;
    }

    public Task<ConsoleSnapshot> SnapshotAsync() => connection.InvokeAsync<ConsoleSnapshot>(nameof(IConsoleHub.Snapshot));

    public Task HeartbeatAsync() => connection.InvokeAsync(nameof(IConsoleHub.Heartbeat));

    public Task<StepReply> StepAsync(string method, params object?[] arguments) => connection.InvokeCoreAsync<StepReply>(method, arguments);

    public Task<AcceptedReply> AcceptAsync(AssignmentId assignment) => connection.InvokeAsync<AcceptedReply>(nameof(IConsoleHub.Accept), assignment);

    public Task<AcceptedReply> AcceptOnPhoneAsync(AssignmentId assignment) => connection.InvokeAsync<AcceptedReply>(nameof(IConsoleHub.AcceptOnPhone), assignment);

    /// <summary>The next thing the server called: a <see cref="LiveChange"/>, an <see cref="AssignmentId"/> answered elsewhere, <see cref="FiguresView"/>, or "refetch".</summary>
    public async Task<object> NextAsync() => await calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public async Task<LiveChange> NextChangeAsync() => (await NextAsync()).ShouldBeOfType<LiveChange>();

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
