using System.Security.Cryptography;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using StackExchange.Redis;

namespace Helpline.Routing.Router;

/// <summary>Each call is one script; the scripts hold the rules.</summary>
internal sealed class ContactRouter(ScriptRunner scripts, QueuePlans plans, ScriptClock clock, TimeProvider time) : IContactRouter
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The scripts' JSON keeps fourteen digits of a number: milliseconds are exact well beyond this.
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public async Task<EnqueueOutcome> EnqueueAsync(QueuedContact contact, CancellationToken cancellationToken)
    {
        if (!IsValid(contact))
        {
            return EnqueueOutcome.NotValid;
        }

        var plan = plans.For(contact.Line, contact.Demand);
        var reply = await scripts.RunAsync(Scripts.Enqueue, contact.Pool, [ContactText.Of(contact), plan.Name, plan.Json], cancellationToken);
        return (EnqueueOutcome)(int)reply[0];
    }

    public async Task<AcceptReply> AcceptAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken)
    {
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var reply = await scripts.RunAsync(Scripts.Accept, pool, [Id(assignment), Id(agent), ticket], cancellationToken);
        return new(
            (AcceptOutcome)(int)reply[0],
            Text(reply[1]) is { } contact ? ContactId.Parse(contact) : null,
            Text(reply[2]) is { } by ? AgentId.Parse(by) : null,
            Text(reply[3]));
    }

    public Task<StepOutcome> DeclineAsync(PoolId pool, AssignmentId assignment, AgentId agent, DeclineReason reason, CancellationToken cancellationToken) =>
        Enum.IsDefined(reason)
            ? StepAsync(Scripts.Decline, pool, [Id(assignment), Id(agent), LuaTables.Word(reason)], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public async Task<TicketOutcome> RedeemTicketAsync(
        PoolId pool, AssignmentId assignment, AgentId agent, string ticket, string bearer, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.RedeemTicket, pool, [Id(assignment), Id(agent), ticket, bearer], cancellationToken);
        return (TicketOutcome)(int)reply[0];
    }

    public Task<StepOutcome> ConnectedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        StepAsync(Scripts.Connected, pool, [Id(assignment)], cancellationToken);

    public Task<StepOutcome> ConnectFailedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        StepAsync(Scripts.ConnectFailed, pool, [Id(assignment)], cancellationToken);

    public Task<StepOutcome> AgentLostAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        StepAsync(Scripts.AgentLost, pool, [Id(assignment)], cancellationToken);

    public Task<StepOutcome> EndAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        StepAsync(Scripts.End, pool, [Id(assignment), Id(agent)], cancellationToken);

    public Task<StepOutcome> CompleteAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        StepAsync(Scripts.Complete, pool, [Id(assignment), Id(agent)], cancellationToken);

    public Task<StepOutcome> PersonLeftAsync(PoolId pool, ContactId contact, CloseReason reason, CancellationToken cancellationToken) =>
        Enum.IsDefined(reason)
            ? StepAsync(Scripts.PersonLeft, pool, [Id(contact), LuaTables.Word(reason)], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public Task AnnounceAsync(PoolId pool, ContactId contact, ContactNews news, CancellationToken cancellationToken) =>
        Enum.IsDefined(news) ? StepAsync(Scripts.Announce, pool, [Id(contact), LuaTables.Word(news)], cancellationToken) : Task.CompletedTask;

    public Task<StepOutcome> OrderAsync(PoolId pool, ContactId contact, AgentId? by, MediaOrder order, CancellationToken cancellationToken) =>
        Enum.IsDefined(order.Kind)
            ? StepAsync(Scripts.Order, pool, [Id(contact), IdOrNone(by), LuaTables.Word(order.Kind), order.ToDetail()], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public async Task<ContactStanding?> StandingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.Standing, pool, [Id(contact)], cancellationToken);
        return Text(reply[1]) is { } json
            ? new(
                JsonSerializer.Deserialize(json, WireJson.Default.ContactWire)!.ToFacts(),
                (int)reply[2],
                Text(reply[3]) is { } assignment ? JsonSerializer.Deserialize(assignment, WireJson.Default.AssignmentWire)!.ToFacts() : null)
            : null;
    }

    public Task<StepOutcome> ParkAsync(PoolId pool, AssignmentId assignment, AgentId agent, DateTimeOffset? until, CancellationToken cancellationToken) =>
        until is null || (until >= Earliest && until <= Latest)
            ? StepAsync(Scripts.Park, pool, [Id(assignment), Id(agent), until is { } at ? at.ToUnixTimeMilliseconds() : ""], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public Task<StepOutcome> ResumeAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        StepAsync(Scripts.Resume, pool, [Id(assignment), Id(agent)], cancellationToken);

    public Task<StepOutcome> ReleaseAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        StepAsync(Scripts.Release, pool, [Id(assignment), Id(agent)], cancellationToken);

    public async Task<StepOutcome> TransferAsync(PoolId pool, ContactId contact, AgentId? owner, TransferTarget target, CancellationToken cancellationToken)
    {
        if (target is TransferTarget.ToAgent to)
        {
            return await StepAsync(Scripts.Transfer, pool, [Id(contact), IdOrNone(owner), Id(to.Agent), "", "", ""], cancellationToken);
        }

        if (await StandingAsync(pool, contact, cancellationToken) is not { } standing)
        {
            return StepOutcome.Unknown;
        }

        var (outcome, demand) = DemandAfter(pool, standing.Contact.Demand, target);
        if (demand is null)
        {
            return outcome;
        }

        var plan = plans.For(standing.Contact.Line, demand);
        return await StepAsync(Scripts.Transfer, pool, [Id(contact), IdOrNone(owner), "", demand.Key, plan.Name, plan.Json], cancellationToken);
    }

    public Task<StepOutcome> ReprioritiseAsync(PoolId pool, ContactId contact, Priority priority, AgentId by, CancellationToken cancellationToken) =>
        Enum.IsDefined(priority)
            ? StepAsync(Scripts.Reprioritise, pool, [Id(contact), LuaTables.Word(priority), Id(by)], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public Task<StepOutcome> PromiseCallBackAsync(PoolId pool, ContactId contact, ContactId task, CancellationToken cancellationToken) =>
        contact == task ? Task.FromResult(StepOutcome.NotValid) : StepAsync(Scripts.PromiseCallBack, pool, [Id(contact), Id(task)], cancellationToken);

    private bool IsValid(QueuedContact contact) =>
        ShortName.IsValid(contact.Line.Value) && contact.Demand.Skills.Count <= Demand.MaxSkills && Enum.IsDefined(contact.Priority)
        && contact.WaitingSince >= Earliest && contact.WaitingSince <= (clock.Test ?? time).GetUtcNow() + Ahead;

    private (StepOutcome Outcome, Demand? Demand) DemandAfter(PoolId pool, Demand demand, TransferTarget target)
    {
        switch (target)
        {
            case TransferTarget.ToSkills more when more.Skills.Count is 0 or > Demand.MaxSkills || !more.Skills.All(Skill.IsValid):
                return (StepOutcome.NotValid, null);
            case TransferTarget.ToSkills more:
                var all = new Demand(demand.Channel, demand.Skills.Concat(more.Skills));
                return all.Skills.Count > Demand.MaxSkills ? (StepOutcome.NotValid, null) : (StepOutcome.Done, all);
            case TransferTarget.ToLine to:
                return (StepOutcome.Unknown, plans.OnLine(pool, to.Line, demand));
            default:
                return (StepOutcome.NotValid, null);
        }
    }

    private async Task<StepOutcome> StepAsync(Script script, PoolId pool, RedisValue[] own, CancellationToken cancellationToken) =>
        (StepOutcome)(int)(await scripts.RunAsync(script, pool, own, cancellationToken))[0];

    private static RedisValue Id<TId>(TId id) where TId : struct, IGuidId<TId> => id.Value.ToString("N");

    private static RedisValue IdOrNone(AgentId? agent) => agent is { } id ? Id(id) : "";

    private static string? Text(RedisResult result) => (string?)result is { Length: > 0 } text ? text : null;
}
