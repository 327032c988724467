using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>What nobody should send: each door answers with a value that says no, no script errors out half-way, and not a byte in Redis is another.</summary>
public sealed class BadInputTests(RedisFixture redis) : PoolTest(redis)
{
    private const string Odd = "\"}]]--\r\n\0{x}:|,'\\u0000 \u202e\ud83d\udc80";

    private static readonly Dictionary<string, Func<Node, ContactId, AssignmentId, AgentId, Task<object?>>> Doors = new(StringComparer.Ordinal)
    {
        ["accept"] = async (n, _, a, who) => (await n.Router.AcceptAsync(Pool, a, who, default)).Outcome,
        ["decline"] = async (n, _, a, who) => await n.Router.DeclineAsync(Pool, a, who, DeclineReason.NotNow, default),
        ["redeem"] = async (n, _, a, who) => await n.Router.RedeemTicketAsync(Pool, a, who, "0123456789abcdef0123456789abcdef", "CA1", default),
        ["end"] = async (n, _, a, who) => await n.Router.EndAsync(Pool, a, who, default),
        ["complete"] = async (n, _, a, who) => await n.Router.CompleteAsync(Pool, a, who, default),
        ["park"] = async (n, _, a, who) => await n.Router.ParkAsync(Pool, a, who, null, default),
        ["resume"] = async (n, _, a, who) => await n.Router.ResumeAsync(Pool, a, who, default),
        ["release"] = async (n, _, a, who) => await n.Router.ReleaseAsync(Pool, a, who, default),
        ["order"] = async (n, c, _, who) => await n.Router.OrderAsync(Pool, c, who, new(MediaOrderKind.Hold), default),
        ["transfer to an agent"] = async (n, c, _, who) => await n.Router.TransferAsync(Pool, c, who, new TransferTarget.ToAgent(who), default),
        ["transfer to a skill"] = async (n, c, _, who) => await n.Router.TransferAsync(Pool, c, who, new TransferTarget.ToSkills(["bsl"]), default),
        ["transfer to a line"] = async (n, c, _, who) => await n.Router.TransferAsync(Pool, c, who, new TransferTarget.ToLine(Pools.Line), default),
    };

    /// <summary>Doors through which nobody's own agent comes.</summary>
    private static readonly Dictionary<string, Func<Node, ContactId, AssignmentId, AgentId, Task<object?>>> OpenDoors = new(StringComparer.Ordinal)
    {
        ["connected"] = async (n, _, a, _) => await n.Router.ConnectedAsync(Pool, a, default),
        ["connectFailed"] = async (n, _, a, _) => await n.Router.ConnectFailedAsync(Pool, a, default),
        ["agentLost"] = async (n, _, a, _) => await n.Router.AgentLostAsync(Pool, a, default),
        ["reprioritise"] = async (n, c, _, who) => await n.Router.ReprioritiseAsync(Pool, c, Priority.High, who, default),
        ["promiseCallBack"] = async (n, c, _, _) => await n.Router.PromiseCallBackAsync(Pool, c, ContactId.New(), default),
        ["personLeft"] = async (n, c, _, _) => await n.Router.PersonLeftAsync(Pool, c, CloseReason.Abandoned, default),
        ["announce"] = async (n, c, _, _) => { await n.Router.AnnounceAsync(Pool, c, ContactNews.MessageReceived, default); return null; },
        ["order by a supervisor"] = async (n, c, _, _) => await n.Router.OrderAsync(Pool, c, null, new(MediaOrderKind.Resume), default),
        ["standing"] = async (n, c, _, _) => await n.Router.StandingAsync(Pool, c, default),
        ["whyWaiting"] = async (n, c, _, _) => await n.View.WhyWaitingAsync(Pool, c, default),
        ["setStatus"] = async (n, _, _, who) => await n.Presence.SetStatusAsync(Pool, who, AgentStatus.Available, null, default),
        ["forceOff"] = async (n, _, _, who) => await n.Presence.ForceOffAsync(Pool, who, who, default),
    };

    public static TheoryData<string> AllDoors => [.. Doors.Keys.Concat(OpenDoors.Keys)];

    public static IEnumerable<object[]> DoorsAndStates =>
        from door in Doors.Keys
        from state in new[] { "waiting", "offered", "connecting", "active", "parked", "wrapUp", "done", "abandoned" }
        where state != "waiting" || door.StartsWith("transfer", StringComparison.Ordinal)
        select new object[] { door, state };

    private static readonly object?[] Refusals =
    [
        null, AcceptOutcome.NotOffered, AcceptOutcome.TakenByAnother, AcceptOutcome.Lapsed, AcceptOutcome.Withdrawn,
        StepOutcome.Unknown, StepOutcome.NotYours, StepOutcome.NotPossibleNow, StepOutcome.NotValid, TicketOutcome.Wrong, TicketOutcome.NotConnecting,
    ];

    [Theory]
    [MemberData(nameof(AllDoors))]
    public async Task UnknownIds_AreRefused(string door)
    {
        await AgentAsync();
        await EnqueueAsync();

        await RefusedAsync(() => (Doors.GetValueOrDefault(door) ?? OpenDoors[door])(A, ContactId.New(), AssignmentId.New(), AgentId.New()));
        await RefusedAsync(() => (Doors.GetValueOrDefault(door) ?? OpenDoors[door])(B, default, default, default));
    }

    [Theory]
    [MemberData(nameof(DoorsAndStates))]
    public async Task AnotherAgent_IsRefused_InEveryState(string door, string state)
    {
        var (contact, assignment) = await InStateAsync(state);
        var stranger = AgentId.New();
        await SignOnAsync(stranger);

        await RefusedAsync(() => Doors[door](B, contact, assignment, stranger));
    }

    [Theory]
    [MemberData(nameof(AllDoors))]
    public async Task TheSameCallTwice_DoesNothingTheSecondTime(string door)
    {
        var state = door switch
        {
            "accept" or "decline" => "offered",
            "redeem" or "connected" or "connectFailed" => "connecting",
            "resume" or "release" => "parked",
            "complete" => "wrapUp",
            "reprioritise" or "promiseCallBack" => "waiting",
            _ => "active",
        };
        var (contact, assignment) = await InStateAsync(state);
        var agent = (await SnapshotAsync()).Agents.Select(a => a.Id).FirstOrDefault();
        var call = Doors.GetValueOrDefault(door) ?? OpenDoors[door];
        await call(A, contact, assignment, agent);

        if (door is "announce" or "order" or "order by a supervisor")
        {
            return; // Each piece of news is one, and each order.
        }

        var before = await EverythingAsync();
        await call(B, contact, assignment, agent);

        (await EverythingAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(-62135596800000L)]
    [InlineData(0L)]
    [InlineData(946684799999L)]
    [InlineData(32503680000000L)]
    [InlineData(253402300799999L)]
    public async Task AbsurdTimes_AreRefused(long unixMs) =>
        await RefusedAsync(async () => await A.Router.EnqueueAsync(New() with { WaitingSince = DateTimeOffset.FromUnixTimeMilliseconds(unixMs) }, default), EnqueueOutcome.NotValid);

    [Fact]
    public async Task AnArrivalAheadOfTheClock_CountsAsNow()
    {
        var ahead = New() with { WaitingSince = Clock.GetUtcNow().AddHours(23) };
        (await A.Router.EnqueueAsync(ahead, default)).ShouldBe(EnqueueOutcome.Enqueued);

        (await StandingAsync(ahead)).Contact.WaitingSince.ShouldBe(Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(-62135596800000L)]
    [InlineData(253402300799999L)]
    public async Task ParkedUntilAnAbsurdTime_LosesNobody(long unixMs)
    {
        var (contact, assignment) = await InStateAsync("active");
        var agent = (await SnapshotAsync()).Agents.Single().Id;

        var outcome = await A.Router.ParkAsync(Pool, assignment, agent, DateTimeOffset.FromUnixTimeMilliseconds(unixMs), default);
        outcome.ShouldBeOneOf(StepOutcome.Done, StepOutcome.NotValid);
        await PassAsync(TimeSpan.FromSeconds(1), agent);

        (await B.Router.StandingAsync(Pool, contact, default)).ShouldNotBeNull().Assignment!.State.ShouldBeOneOf(AssignmentState.Active, AssignmentState.Parked);
        (await B.Router.EndAsync(Pool, assignment, agent, default)).ShouldBe(StepOutcome.Done);
    }

    [Fact]
    public async Task TenThousandSkills_AreRefused()
    {
        var skills = Enumerable.Range(0, 10_000).Select(i => $"specialism:s{i}").ToList();
        var (contact, _) = await InStateAsync("waiting");

        await RefusedAsync(async () => await A.Router.EnqueueAsync(New() with { Demand = new(Channel.Phone, skills) }, default), EnqueueOutcome.NotValid);
        await RefusedAsync(async () => await A.Router.TransferAsync(Pool, contact, null, new TransferTarget.ToSkills(skills), default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Presence.SignOnAsync(Pool, new(AgentId.New(), skills, new Dictionary<Channel, int> { [Channel.Phone] = 1 }), default), StepOutcome.NotValid);
    }

    [Fact]
    public async Task OddNames_AreRefused()
    {
        var (contact, _) = await InStateAsync("waiting");
        var capacity = new Dictionary<Channel, int> { [Channel.Sms] = 1 };
        foreach (var name in new[] { Odd, "", " ", "Line:North", "a@0", "a@10", "a|b", "a,b", "{x}", new string('a', 10_000) })
        {
            await RefusedAsync(async () => await A.Router.EnqueueAsync(New() with { Line = new(name) }, default), EnqueueOutcome.NotValid);
            await RefusedAsync(async () => await A.Router.TransferAsync(Pool, contact, null, new TransferTarget.ToSkills([name]), default), StepOutcome.NotValid);
            await RefusedAsync(async () => await A.Router.TransferAsync(Pool, contact, null, new TransferTarget.ToLine(new(name)), default), StepOutcome.Unknown);
            await RefusedAsync(async () => await A.Presence.SignOnAsync(Pool, new(AgentId.New(), [name], capacity), default), StepOutcome.NotValid);
            await RefusedAsync(async () => await A.Presence.SignOnAsync(Pool, new(AgentId.New(), [], capacity, [name]), default), StepOutcome.NotValid);
            var refused = await Should.ThrowAsync<ArgumentException>(() => A.View.SnapshotAsync(new(name), default));
            refused.Message.ShouldContain("pool");
        }
    }

    [Fact]
    public async Task OddNumbers_AreRefused()
    {
        var (contact, assignment) = await InStateAsync("offered");
        var agent = (await SnapshotAsync()).Agents.Single().Id;
        foreach (var room in new[] { -1, 101, int.MinValue, int.MaxValue })
        {
            await RefusedAsync(async () => await A.Presence.SignOnAsync(Pool, new(agent, [], new Dictionary<Channel, int> { [Channel.Sms] = room }), default), StepOutcome.NotValid);
        }

        await RefusedAsync(async () => await A.Router.EnqueueAsync(New() with { Priority = (Priority)99 }, default), EnqueueOutcome.NotValid);
        await RefusedAsync(async () => await A.Router.ReprioritiseAsync(Pool, contact, (Priority)99, agent, default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Presence.SetStatusAsync(Pool, agent, (AgentStatus)99, null, default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, new string('x', 101), default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Router.DeclineAsync(Pool, assignment, agent, (DeclineReason)99, default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Router.PersonLeftAsync(Pool, contact, (CloseReason)99, default), StepOutcome.NotValid);
        await RefusedAsync(async () => await A.Router.PromiseCallBackAsync(Pool, contact, contact, default), StepOutcome.NotValid);
    }

    [Fact]
    public async Task OddCharacters_WhereTextIsFree_ComeBackAsTheyWere()
    {
        var agent = await AgentAsync();
        (await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, Odd, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Agents.Single().Reason.ShouldBe(Odd);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);
        var offer = await OfferedAsync(await EnqueueAsync());
        var ticket = (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Ticket!;

        await RefusedAsync(async () => await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, Odd, "CA1", default), TicketOutcome.Wrong);
        await RefusedAsync(async () => await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, "", "CA1", default), TicketOutcome.Wrong);
        (await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, Odd, default)).ShouldBe(TicketOutcome.Valid);
        (await B.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, Odd, default)).ShouldBe(TicketOutcome.Valid);
        await RefusedAsync(async () => await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, "CA1", default), TicketOutcome.UsedByAnother);
    }

    private QueuedContact New() => new(ContactId.New(), Pool, Pools.Line, Sms, Priority.Normal, Clock.GetUtcNow());

    private Task RefusedAsync(Func<Task<object?>> call) => RefusedAsync(call, Refusals);

    private async Task RefusedAsync(Func<Task<object?>> call, params object?[] refusals)
    {
        var before = await EverythingAsync();
        refusals.ShouldContain(await call());
        (await EverythingAsync()).ShouldBe(before);
    }

    // A text, because only written work is parked.
    private async Task<(ContactId Contact, AssignmentId Assignment)> InStateAsync(string state)
    {
        if (state == "waiting")
        {
            var waiting = await EnqueueAsync(Sms);
            return (waiting.Id, default);
        }

        await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        var assignment = state switch
        {
            "offered" or "abandoned" => await OfferedAsync(contact),
            "connecting" => await AcceptedAsync(contact),
            "wrapUp" or "done" => await WrappingUpAsync(contact),
            _ => await ActiveAsync(contact),
        };
        if (state is "parked")
        {
            (await A.Router.ParkAsync(Pool, assignment.Id, assignment.Agent, null, default)).ShouldBe(StepOutcome.Done);
        }
        else if (state is "done")
        {
            (await A.Router.CompleteAsync(Pool, assignment.Id, assignment.Agent, default)).ShouldBe(StepOutcome.Done);
        }
        else if (state is "abandoned")
        {
            (await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default)).ShouldBe(StepOutcome.Done);
        }

        return (contact.Id, assignment.Id);
    }
}
