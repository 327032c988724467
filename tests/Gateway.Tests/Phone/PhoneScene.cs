using System.Net;
using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call, told step by step as Twilio tells it.</summary>
internal sealed class PhoneScene : IAsyncDisposable
{
    public const string Caller = "CAcaller";
    public const string AgentCall = "CAagent";

    private PhoneScene(GatewayHost gateway) => Gateway = gateway;

    public GatewayHost Gateway { get; }

    public FakeRouter Router => Gateway.Router;

    public FakeTwilio Twilio => Gateway.Twilio;

    public AgentId Agent { get; } = AgentId.New();

    public ContactId Contact { get; private set; }

    public AssignmentId Assignment { get; private set; }

    public AssignmentId FirstAssignment { get; private set; }

    public string Ticket { get; private set; } = "";

    public ContactState ContactState => Router.Contact(Contact).State;

    public AssignmentState AssignmentState => Router.Assignment(Assignment).State;

    public static async Task<PhoneScene> StartAsync(TimeProvider? time = null) => new(await GatewayHost.StartAsync(time: time));

    /// <summary>With a caller who waits in the queue.</summary>
    public static async Task<PhoneScene> WaitingAsync(TimeProvider? time = null)
    {
        var scene = await StartAsync(time);
        await scene.RingAsync();
        scene.Twilio.InQueue[Caller] = true;
        await scene.WaitAsync();
        return scene;
    }

    /// <summary>With an agent who accepted and rings in, not yet in the conference.</summary>
    public static async Task<PhoneScene> ConnectingAsync(TimeProvider? time = null)
    {
        var scene = await WaitingAsync(time);
        scene.Accept();
        scene.FirstAssignment = scene.Assignment;
        await scene.RingInAsync(AgentCall);
        return scene;
    }

    /// <summary>With caller and agent talking.</summary>
    public static async Task<PhoneScene> TalkingAsync(TimeProvider? time = null)
    {
        var scene = await ConnectingAsync(time);
        (await scene.AgentJoinsAsync()).ShouldBe(HttpStatusCode.NoContent);
        scene.Twilio.InConference[Caller] = true;
        (await scene.CallerJoinsAsync()).ShouldBe(HttpStatusCode.NoContent);
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        scene.Router.Steps.Clear();
        return scene;
    }

    public async Task<XElement> RingAsync(string target = "/twilio/voice/incoming", string from = "+441632960001")
    {
        var document = await Gateway.DocumentAsync(target, Voice(Caller, from, "ringing"));
        Contact = Router.Enqueued.Count > 0 ? Router.Enqueued[^1].Id : Contact;
        return document;
    }

    public Task<XElement> WaitAsync(string queueSid = "QU1") =>
        Gateway.DocumentAsync("/twilio/voice/wait", [.. Voice(Caller, "+441632960001", "in-progress"), ("QueueSid", queueSid), ("QueuePosition", "7")]);

    public void Accept() => (Assignment, Ticket) = Router.Accepted(Contact, Agent);

    public Task<XElement> RingInAsync(string call, params (string Name, string Value)[] others)
    {
        (string Name, string Value)[] usual =
        [
            .. Voice(call, $"client:agent_{Agent}", "ringing"), ("pool", "main"), ("assignment", Assignment.ToString()), ("ticket", Ticket),
        ];
        return Gateway.DocumentAsync("/twilio/voice/client", [.. usual.Where(u => others.All(o => o.Name != u.Name)), .. others.Where(o => o.Value.Length > 0)]);
    }

    public Task<HttpStatusCode> AgentJoinsAsync(string call = AgentCall) => ConferenceAsync("participant-join", call, $"agent-{Assignment}");

    public Task<HttpStatusCode> CallerJoinsAsync() => ConferenceAsync("participant-join", Caller, "caller");

    public Task<HttpStatusCode> AgentLeavesAsync(string call = AgentCall, string reason = "participant_hung_up") =>
        ConferenceAsync("participant-leave", call, $"agent-{Assignment}", ("ReasonParticipantLeft", reason));

    public Task<HttpStatusCode> CallerLeavesAsync(params (string Name, string Value)[] more) => ConferenceAsync("participant-leave", Caller, "caller", more);

    public Task<HttpStatusCode> ConferenceAsync(string @event, string? call, string? label, params (string Name, string Value)[] more)
    {
        List<(string Name, string Value)> fields = [("StatusCallbackEvent", @event), ("ConferenceSid", "CF1"), ("FriendlyName", $"contact-{Contact}"), .. more];
        if (call is not null)
        {
            fields.AddRange([("CallSid", call), ("ParticipantLabel", label!)]);
        }

        return Gateway.StatusAsync("/twilio/voice/conference", [.. fields]);
    }

    public Task<HttpStatusCode> CallStatusAsync(string call, string status) =>
        Gateway.StatusAsync("/twilio/voice/status", Voice(call, "+441632960001", status));

    public Task<XElement> QueueLeftAsync(string result) =>
        Gateway.DocumentAsync("/twilio/voice/queue-left", [.. Voice(Caller, "+441632960001", "in-progress"), ("QueueResult", result)]);

    public Task<XElement> CallerLeftAsync(string callStatus) =>
        Gateway.DocumentAsync("/twilio/voice/caller-left", Voice(Caller, "+441632960001", callStatus));

    public Task<XElement> JoinAsync() => Gateway.DocumentAsync($"/twilio/voice/join?contact={Contact}", Voice(Caller, "+441632960001", "in-progress"));

    /// <summary>The agent accepts this task of ours.</summary>
    public void Take(ContactId task)
    {
        Contact = task;
        Accept();
    }

    public Task HandleAsync(RoutingEventKind kind, string? reason = null) => HandleAsync(kind, Assignment == default ? null : Router.Assignment(Assignment), reason: reason);

    public Task HandleAsync(RoutingEventKind kind, AssignmentFacts? assignment, string? detail = null, string? reason = null) => Gateway.Handler("phone").HandleAsync(
        new(new("main"), new(1, 1), DateTimeOffset.UnixEpoch, kind, Router.Contact(Contact), assignment, Reason: reason, Detail: detail), CancellationToken.None);

    /// <summary>An order of the agent who has the contact, unless it is said to be another's.</summary>
    public Task OrderAsync(MediaOrder order, AssignmentFacts? assignment = null) =>
        HandleAsync(RoutingEventKind.Ordered, assignment ?? Router.Assignment(Assignment), order.ToDetail());

    /// <summary>Orders to the network about one call, as method, path and fields.</summary>
    public IEnumerable<string> OrdersFor(string call) =>
        Twilio.Requests.Where(r => r.Method != "GET" && r.Path.Contains(call, StringComparison.Ordinal)).Select(r => $"{r.Path} {string.Join('&', r.Fields.Select(f => $"{f.Key}={f.Value}"))}");

    public bool IsSentBack => OrdersFor(Caller).Any(o => o.StartsWith($"Calls/{Caller}.json Url=https://helpline.example.org/twilio/voice/requeue#", StringComparison.Ordinal));

    public bool IsPassedOn => OrdersFor(Caller).Any(o => o.StartsWith($"Calls/{Caller}.json Url=https://helpline.example.org/twilio/voice/requeue?why=transfer", StringComparison.Ordinal));

    public bool IsEnded(string call) => OrdersFor(call).Contains($"Calls/{call}.json Status=completed");

    public async Task<CallLegState?> LegAsync(string call) => (await Gateway.Records.FindAsync(call, CancellationToken.None))?.State;

    public static (string Name, string Value)[] Voice(string call, string from, string status) =>
        [("CallSid", call), ("From", from), ("To", FakeLines.PhoneNumber), ("CallStatus", status), ("Direction", "inbound"), ("ApiVersion", "2010-04-01")];

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
