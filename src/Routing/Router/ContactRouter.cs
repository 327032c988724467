using System.Security.Cryptography;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using StackExchange.Redis;

namespace Helpline.Routing.Router;

/// <summary>Each call is one script; the scripts hold the rules.</summary>
internal sealed class ContactRouter(ScriptRunner scripts) : IContactRouter
{
    public async Task<EnqueueOutcome> EnqueueAsync(QueuedContact contact, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(
            Scripts.Enqueue,
            contact.Pool,
            [Id(contact.Id), contact.Line.Value, contact.Demand.Key, LuaTables.Word(contact.Priority), contact.WaitingSince.ToUnixTimeMilliseconds()],
            cancellationToken);
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
        StepAsync(Scripts.Decline, pool, [Id(assignment), Id(agent), LuaTables.Word(reason)], cancellationToken);

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
        StepAsync(Scripts.PersonLeft, pool, [Id(contact), LuaTables.Word(reason)], cancellationToken);

    public Task AnnounceAsync(PoolId pool, ContactId contact, ContactNews news, CancellationToken cancellationToken) =>
        StepAsync(Scripts.Announce, pool, [Id(contact), LuaTables.Word(news)], cancellationToken);

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

    public Task<StepOutcome> ParkAsync(PoolId pool, AssignmentId assignment, AgentId agent, DateTimeOffset? until, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> ResumeAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> ReleaseAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> TransferAsync(PoolId pool, ContactId contact, AgentId? owner, TransferTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> ReprioritiseAsync(PoolId pool, ContactId contact, Priority priority, AgentId by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> PromiseCallBackAsync(PoolId pool, ContactId contact, ContactId task, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<StepOutcome> StepAsync(Script script, PoolId pool, RedisValue[] own, CancellationToken cancellationToken) =>
        (StepOutcome)(int)(await scripts.RunAsync(script, pool, own, cancellationToken))[0];

    private static RedisValue Id<TId>(TId id) where TId : struct, IGuidId<TId> => id.Value.ToString("N");

    private static string? Text(RedisResult result) => (string?)result is { Length: > 0 } text ? text : null;
}
