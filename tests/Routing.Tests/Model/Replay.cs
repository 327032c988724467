using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>
/// Turns the history of a pool back into what was asked of it, call by call, and asks the pure model the same. What a history does not tell is found out:
/// a lease that ended is an event, so here no lease ends by itself.
/// </summary>
internal sealed class Replay
{
    private readonly Dictionary<AssignmentId, ModelAssignment> assignments = [];
    private readonly ModelPool pool;
    private DateTimeOffset now;

    public Replay(Func<LineId, ServiceLine?> lineOf) =>
        pool = new(new() { LineOf = lineOf, Lease = TimeSpan.FromDays(10_000) }, () => now);

    /// <summary>What the model decides in the call that wrote this entry.</summary>
    public IReadOnlyList<ModelFact> Decide(StreamEntry entry)
    {
        now = entry.Events[0].At;
        pool.ExpireLeases([.. entry.Events.Where(e => e is { Kind: RoutingEventKind.AgentChanged, Reason: "leaseEnded" }).Select(e => e.Agent!.Id)]);
        if (entry.Events.TakeWhile(e => !IsBroughtByTime(e, entry)).FirstOrDefault(IsAsked) is { } asked)
        {
            Ask(entry.Events, asked);
        }
        else
        {
            pool.DoDueOf(facts => facts.Count < entry.Events.Count ? BroughtTo(entry.Events[facts.Count]) : default);
        }

        foreach (var (made, offered) in pool.Facts.Where(f => f.Kind == RoutingEventKind.Offered).Zip(entry.Events.Where(e => e.Kind == RoutingEventKind.Offered)))
        {
            pool.Name(made.Assignment!, offered.Assignment!.Id);
            assignments[offered.Assignment.Id] = made.Assignment!;
        }

        return pool.Facts;
    }

    private static bool IsAsked(RoutingEvent e) => e.Kind switch
    {
        RoutingEventKind.AgentChanged => e.Reason is "heard" or "signedOn" || (e.Reason is null && e.Agent!.Status != AgentStatus.Paused),
        RoutingEventKind.ConnectFailed or RoutingEventKind.AgentLost or RoutingEventKind.Parked => e.Reason is null,
        RoutingEventKind.Released => e.Reason is "byAgent",
        RoutingEventKind.Offered or RoutingEventKind.Lapsed or RoutingEventKind.Relaxed or RoutingEventKind.Withdrawn => false,
        _ => true,
    };

    private bool IsBroughtByTime(RoutingEvent e, StreamEntry entry) => e.Kind switch
    {
        RoutingEventKind.Closed => e.Reason is "expired" && pool.HasExpired(pool.Contacts[e.Contact!.Id])
            && !entry.Events.Any(w => w.Kind == RoutingEventKind.Withdrawn && w.Contact!.Id == e.Contact.Id),
        RoutingEventKind.Lapsed or RoutingEventKind.Relaxed => e.Reason is null,
        _ => e.Reason is "timeout" or "graceEnded" or "due" or "noRoom",
    };

    // Whose deadline came, that this followed.
    private (ModelContact? Contact, ModelAssignment? Assignment) BroughtTo(RoutingEvent e) => e.Kind is RoutingEventKind.Relaxed or RoutingEventKind.Closed or RoutingEventKind.Offered
        ? (pool.Contacts.GetValueOrDefault(e.Contact!.Id), null)
        : (null, e.Assignment is { } share ? assignments.GetValueOrDefault(share.Id) : null);

    private void Ask(IReadOnlyList<RoutingEvent> events, RoutingEvent asked)
    {
        var contact = asked.Contact is { } facts ? pool.Contacts.GetValueOrDefault(facts.Id) : null;
        var assignment = asked.Assignment is { } share ? assignments.GetValueOrDefault(share.Id) : null;
        switch (asked.Kind)
        {
            case RoutingEventKind.Enqueued:
                var c = asked.Contact!;
                pool.Enqueue(new(c.Id, asked.Pool, c.Line, c.Demand, c.Priority, c.WaitingSince, c.KnownTo));
                break;
            case RoutingEventKind.Accepted:
                pool.Accept(assignment!, assignment!.Agent.Id);
                break;
            case RoutingEventKind.Declined:
                pool.Decline(assignment!, assignment!.Agent.Id, DeclineReason.NotNow);
                break;
            case RoutingEventKind.Connected:
                pool.Connected(assignment!);
                break;
            case RoutingEventKind.ConnectFailed:
                pool.ConnectFailed(assignment!);
                break;
            case RoutingEventKind.AgentLost:
                pool.AgentLost(assignment!);
                break;
            case RoutingEventKind.Ended:
                pool.End(assignment!, assignment!.Agent.Id);
                break;
            case RoutingEventKind.Completed:
                pool.Complete(assignment!, assignment!.Agent.Id);
                break;
            case RoutingEventKind.Parked:
                pool.Park(assignment!, assignment!.Agent.Id, asked.Assignment!.Deadline);
                break;
            case RoutingEventKind.Resumed:
                pool.Resume(assignment!, assignment!.Agent.Id);
                break;
            case RoutingEventKind.Released:
                pool.Release(assignment!, assignment!.Agent.Id);
                break;
            case RoutingEventKind.PersonLeft:
                pool.PersonLeft(contact!, CloseReason.Abandoned);
                break;
            case RoutingEventKind.Closed when asked.Contact!.CloseReason == CloseReason.CallBackPromised:
                pool.PromiseCallBack(contact!, events.First(e => e.Contact?.Task is not null && e.Kind == RoutingEventKind.Enqueued).Contact!.Id);
                break;
            case RoutingEventKind.Closed:
                pool.PersonLeft(contact!, asked.Contact!.CloseReason!.Value);
                break;
            case RoutingEventKind.Reprioritised:
                pool.Reprioritise(contact!, asked.Contact!.Priority, default);
                break;
            case RoutingEventKind.Transferred:
                pool.Transfer(contact!, null, TargetOf(contact!, asked.Contact!));
                break;
            case RoutingEventKind.News:
                pool.Announce(contact!, Enum.Parse<ContactNews>(asked.Reason!, ignoreCase: true));
                break;
            case RoutingEventKind.AgentChanged when asked.Reason == "signedOn":
                pool.SignOn(ProfileOf(asked.Agent!.Id, asked.Detail!));
                break;
            case RoutingEventKind.AgentChanged when asked.Reason == "heard":
                pool.Renew(events.Where(e => e is { Kind: RoutingEventKind.AgentChanged, Reason: "heard" }).Select(e => e.Agent!.Id));
                break;
            case RoutingEventKind.AgentChanged:
                pool.SetStatus(asked.Agent!.Id, asked.Agent.Status, asked.Agent.Reason);
                break;
        }
    }

    private static TransferTarget TargetOf(ModelContact before, ContactFacts after) =>
        after.ReservedFor is { } agent ? new TransferTarget.ToAgent(agent)
        : new Demand(after.Demand.Channel, before.Demand.Skills.Concat(after.Demand.Skills)) == after.Demand ? new TransferTarget.ToSkills(after.Demand.Skills)
        : new TransferTarget.ToLine(new(after.Demand.Skills.First(s => s.StartsWith("line:", StringComparison.Ordinal))["line:".Length..]));

    private static AgentProfile ProfileOf(AgentId agent, string detail)
    {
        using var given = JsonDocument.Parse(detail);
        return new(
            agent,
            [.. given.RootElement.GetProperty("skills").EnumerateObject().Select(s => Skill.AtLevel(s.Name, s.Value.GetInt32()))],
            given.RootElement.GetProperty("capacity").EnumerateObject().ToDictionary(c => Enum.Parse<Channel>(c.Name, ignoreCase: true), c => c.Value.GetInt32()),
            [.. given.RootElement.GetProperty("backups").EnumerateArray().Select(b => b.GetString()!)]);
    }
}
