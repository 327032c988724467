using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.EndToEnd.World;

/// <summary>An agent without a browser: signs in, keeps its heart beating, and does what a console page would over the same hub and API.</summary>
public sealed class AgentRobot : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    private readonly Uri address;
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly ConcurrentDictionary<AssignmentId, AssignmentFacts> assignments = new();
    private readonly ConcurrentDictionary<ContactId, ContactFacts> contacts = new();
    private readonly CancellationTokenSource stop = new();
    private HubConnection? hub;
    private EventPosition shown;
    private Task beating = Task.CompletedTask;

    private AgentRobot(string url)
    {
        address = new Uri(url);
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Origin", url);
    }

    public AgentId Id { get; private set; }

    public HttpClient Http => http;

    public static async Task<AgentRobot> SignInAsync(Installation installation, string userName)
    {
        var robot = new AgentRobot(installation.Url);
        var reply = await robot.http.PostAsJsonAsync("/api/session", new SignInRequest(userName, installation.Passwords[userName]), Json);
        reply.EnsureSuccessStatusCode();
        robot.Id = (await reply.Content.ReadFromJsonAsync<SessionView>(Json))!.Id;
        await robot.ConnectAsync();
        return robot;
    }

    /// <summary>Connects the hub (again), takes a snapshot and begins to beat.</summary>
    /// <param name="node">A node to connect to past the installation's own address, which leads to any.</param>
    public async Task ConnectAsync(string? node = null)
    {
        await DisconnectAsync();
        var target = new Uri(node ?? address.AbsoluteUri);
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(target) { Scheme = "ws", Path = "/hubs/console" }.Uri));
        builder.Services.AddSingleton<IHubProtocol>(new JsonHubProtocol(Microsoft.Extensions.Options.Options.Create(new JsonHubProtocolOptions { PayloadSerializerOptions = Json })));
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(options =>
        {
            options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
            options.SetRequestHeader("Cookie", cookies.GetCookieHeader(address));
        }));
        var connection = hub = builder.Build();
        hub.On<LiveChange>("Changed", Apply);
        hub.On("Refetch", () => SnapshotAsync(connection));
        await hub.StartAsync();
        await SnapshotAsync(hub);
        await hub.InvokeAsync("Heartbeat");
        beating = BeatAsync(hub);
    }

    /// <summary>The browser is gone: no hub, no heart-beat. A call that it held breaks on its own.</summary>
    public async Task DisconnectAsync()
    {
        if (hub is not null)
        {
            await hub.DisposeAsync();
            hub = null;
            await beating;
        }
    }

    public Task<StepReply> BeAvailableAsync() => Hub.InvokeAsync<StepReply>("SetStatus", AgentStatus.Available, null);

    public Task<AcceptedReply> AcceptAsync(AssignmentId assignment) => Hub.InvokeAsync<AcceptedReply>("Accept", assignment);

    public Task<AcceptedReply> AcceptOnPhoneAsync(AssignmentId assignment) => Hub.InvokeAsync<AcceptedReply>("AcceptOnPhone", assignment);

    public Task<StepReply> StepAsync(string method, params object?[] arguments) => Hub.InvokeCoreAsync<StepReply>(method, arguments);

    public async Task<AssignmentFacts> SeesAsync(AssignmentState state, Func<AssignmentFacts, bool>? which = null, TimeSpan? within = null)
    {
        AssignmentFacts? found = null;
        await Poll.Until(
            () => (found = assignments.Values.FirstOrDefault(a => a.Agent == Id && a.State == state && (which?.Invoke(a) ?? true))) is not null,
            () => $"the agent has an assignment that is {state} (has: {string.Join(", ", assignments.Values.Select(a => a.State))})",
            within);
        return found!;
    }

    /// <summary>As last heard; null when never.</summary>
    public AssignmentState? StateOf(AssignmentId assignment) => assignments.TryGetValue(assignment, out var facts) ? facts.State : null;

    public Task SeesContactsAsync(ContactState state, int count) =>
        Poll.Until(() => contacts.Values.Count(c => c.State == state) == count, () => $"{count} contacts are {state} (are: {string.Join(", ", contacts.Values.Select(c => c.State))})");

    public IReadOnlyCollection<ContactFacts> Contacts => [.. contacts.Values];

    /// <summary>Accepts the next offer and brings a written contact on screen.</summary>
    public async Task<AssignmentFacts> TakeTextAsync()
    {
        var offer = await SeesAsync(AssignmentState.Offered);
        (await AcceptAsync(offer.Id)).Outcome.ShouldBe(Routing.AcceptOutcome.Accepted);
        (await StepAsync("ThreadOpened", offer.Id)).Done.ShouldBeTrue();
        return await SeesAsync(AssignmentState.Active, a => a.Id == offer.Id);
    }

    /// <summary>Accepts the next offer and joins the call as the agent's browser would.</summary>
    public async Task<(AssignmentFacts Assignment, Simulator.Clients.ClientCall Line)> TakeCallAsync(Installation installation)
    {
        var offer = await SeesAsync(AssignmentState.Offered);
        var accepted = await AcceptAsync(offer.Id);
        accepted.Outcome.ShouldBe(Routing.AcceptOutcome.Accepted);
        var line = installation.Network.Telephones.Clients.Place(
            SoftphoneIdentity.Of(Id),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pool"] = "main", ["assignment"] = offer.Id.ToString(), ["ticket"] = accepted.Ticket! });
        return (await SeesAsync(AssignmentState.Active, a => a.Id == offer.Id), line);
    }

    /// <summary>Writes and logs the smallest complete outcome.</summary>
    public async Task LogOutcomeAsync(AssignmentId assignment, string notes = "Listened.")
    {
        var read = await http.GetFromJsonAsync<OutcomeView>($"/api/assignments/{assignment}/outcome", Json);
        var form = OutcomeForm.Empty with { ContactType = "victim", Risk = "none_known", Outcome = "advice_only", Notes = notes };
        (await http.PutAsJsonAsync($"/api/assignments/{assignment}/outcome", new SaveOutcomeRequest(form, read!.Revision), Json)).EnsureSuccessStatusCode();

        // "The queue is away, try again in a moment" is answered as an agent would: by trying again.
        HttpResponseMessage? logged = null;
        await Poll.Until(async () => (logged = await http.PostAsync($"/api/assignments/{assignment}/outcome/log", null)).StatusCode != HttpStatusCode.ServiceUnavailable, "the outcome can be logged");
        logged!.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await DisconnectAsync();
        http.Dispose();
        stop.Dispose();
    }

    private HubConnection Hub => hub ?? throw new InvalidOperationException("The robot is not connected.");

    private async Task SnapshotAsync(HubConnection connection)
    {
        ConsoleSnapshot? taken = null;
        await Poll.Until(async () => (taken = await TrySnapshotAsync(connection)) is not null, "the host gives a snapshot");
        var snapshot = taken!;
        contacts.Clear();
        assignments.Clear();
        foreach (var contact in snapshot.Contacts)
        {
            contacts[contact.Id] = contact;
        }

        foreach (var assignment in snapshot.Assignments)
        {
            assignments[assignment.Id] = assignment;
        }

        shown = snapshot.Position;
    }

    /// <summary>Null when the host says "try again in a few seconds", as it does in an outage; the page tries again too.</summary>
    private static async Task<ConsoleSnapshot?> TrySnapshotAsync(HubConnection connection)
    {
        try
        {
            return await connection.InvokeAsync<ConsoleSnapshot>("Snapshot");
        }
        catch (HubException e) when (e.Message.Contains("try again", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private void Apply(LiveChange change)
    {
        if (change.Position <= shown)
        {
            return; // The snapshot has it, or something later.
        }

        if (change.Contact is { } contact)
        {
            contacts[contact.Id] = contact;
        }

        if (change.Assignment is { } assignment)
        {
            assignments[assignment.Id] = assignment;
        }
    }

    private async Task BeatAsync(HubConnection connection)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token) && ReferenceEquals(connection, hub))
            {
                await connection.InvokeAsync("Heartbeat", stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException or HubException)
        {
            // The host is gone or the robot went: no heart beats.
        }
    }
}
