using Helpline.Contracts;

namespace Helpline.Routing.Tests.Figures;

/// <summary>Tells a random history as Redis could: every step goes by the life tables, and every event carries the entities as they stand after it.</summary>
internal sealed class LawfulHistory(int seed)
{
    private static readonly LineId[] Lines = [new("northants"), new("wales")];
    private static readonly Channel[] Channels = [Channel.Phone, Channel.Sms];
    private readonly Random random = new(seed);
    private readonly Dictionary<ContactId, ContactFacts> contacts = [];
    private readonly Dictionary<AssignmentId, AssignmentFacts> assignments = [];
    private readonly Dictionary<AgentId, AgentFacts> agents = [];
    private readonly List<RoutingEvent> events = [];
    private EventPosition position = new(1, 0);

    /// <summary>An evening in November, local midnight not far away.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 20, 23, 20, 0, TimeSpan.Zero);

    public IReadOnlyList<RoutingEvent> Tell(int count)
    {
        while (events.Count < count)
        {
            PassTime();
            Step();
        }

        return events;
    }

    private void PassTime()
    {
        if (random.Next(3) > 0)
        {
            Now += random.Next(60) == 0 ? TimeSpan.FromHours(random.Next(1, 30)) : TimeSpan.FromMilliseconds(random.Next(1, random.Next(4) == 0 ? 300_000 : 20_000));
        }
    }

    private void Step()
    {
        switch (random.Next(26))
        {
            case < 5:
                Enqueue();
                break;
            case < 8:
                ChangeAgent();
                break;
            case < 12:
                Offer();
                break;
            case < 16:
                ByAssignment(AssignmentState.Offered, random.Next(4) > 0 ? AssignmentTrigger.Accept : random.Next(2) == 0 ? AssignmentTrigger.Decline : AssignmentTrigger.Lapse);
                break;
            case < 19:
                ByAssignment(AssignmentState.Connecting, random.Next(5) > 0 ? AssignmentTrigger.Connected : random.Next(2) == 0 ? AssignmentTrigger.ConnectFailed : AssignmentTrigger.AgentLost);
                break;
            case < 21:
                ByAssignment(AssignmentState.Active, Pick(AssignmentTrigger.End, AssignmentTrigger.PersonLeft, AssignmentTrigger.AgentLost, AssignmentTrigger.Park, AssignmentTrigger.TransferredAway));
                break;
            case < 22:
                ByAssignment(AssignmentState.Parked, Pick(AssignmentTrigger.Resume, AssignmentTrigger.Release, AssignmentTrigger.PersonLeft, AssignmentTrigger.AgentLost));
                break;
            case < 24:
                ByAssignment(AssignmentState.WrapUp, AssignmentTrigger.Complete);
                break;
            case < 25:
                LeaveQueue();
                break;
            default:
                if (random.Next(6) == 0)
                {
                    BeginEpoch(Pick("emptied", "setBack", "restarted"));
                }

                break;
        }
    }

    private void Enqueue()
    {
        var contact = new ContactFacts(
            new(NewGuid()), Pick(Lines), new(Pick(Channels), []), Priority.Normal, ContactState.Waiting, Now - TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(90) : 0),
            Task: random.Next(10) == 0 ? ContactTask.CallBack : null);
        Emit(RoutingEventKind.Enqueued, contact, reason: random.Next(8) == 0 ? "restored" : null);
    }

    private void ChangeAgent()
    {
        var id = agents.Count < 4 ? new AgentId(NewGuid()) : Pick([.. agents.Keys]);
        if (!agents.TryGetValue(id, out var agent) || random.Next(5) == 0)
        {
            agent ??= new(id, AgentStatus.Offline, false, Now);
            var room = $$"""{"skills":{{{(random.Next(2) == 0 ? "\"line:wales\":2," : "")}}"line:northants":1},"capacity":{"phone":{{random.Next(2)}},"sms":{{random.Next(4)}}},"backups":[{{(random.Next(6) == 0 ? "\"on-call\"" : "")}}]}""";
            Emit(RoutingEventKind.AgentChanged, agent: agent, reason: "signedOn", detail: random.Next(4) == 0 ? null : room);
            return;
        }

        Emit(RoutingEventKind.AgentChanged, agent: agent with
        {
            Status = random.Next(3) > 0 ? AgentStatus.Available : Pick(AgentStatus.Break, AgentStatus.Training, AgentStatus.Paused, AgentStatus.Offline),
            Connected = random.Next(6) > 0,
            Since = Now,
        });
    }

    private void Offer()
    {
        var free = contacts.Values.Where(c => c.State == ContactState.Waiting && !assignments.Values.Any(a => a.Contact == c.Id && a.State == AssignmentState.Offered)).ToList();
        var ready = agents.Values.Where(a => a is { Status: AgentStatus.Available, Connected: true } && !assignments.Values.Any(x => x.Agent == a.Id && x.State == AssignmentState.Offered)).ToList();
        if (free.Count > 0 && ready.Count > 0)
        {
            var (contact, agent) = (Pick([.. free]), Pick([.. ready]));
            Emit(RoutingEventKind.Offered, contact, new(new(NewGuid()), contact.Id, agent.Id, contact.Demand.Channel, AssignmentState.Offered, Now));
        }
    }

    private void ByAssignment(AssignmentState state, AssignmentTrigger trigger)
    {
        var theirs = assignments.Values.Where(a => a.State == state).ToList();
        if (theirs.Count == 0)
        {
            return;
        }

        var assignment = Pick([.. theirs]);
        var after = assignment with { State = AssignmentLife.Next(state, trigger)!.Value, Since = Now };
        var contact = contacts[assignment.Contact];
        var (kind, to) = trigger switch
        {
            AssignmentTrigger.Accept => (RoutingEventKind.Accepted, contact with { State = ContactState.InHand }),
            AssignmentTrigger.Decline => (RoutingEventKind.Declined, contact),
            AssignmentTrigger.Lapse => (RoutingEventKind.Lapsed, contact),
            AssignmentTrigger.Connected => (RoutingEventKind.Connected, contact),
            AssignmentTrigger.ConnectFailed => (RoutingEventKind.ConnectFailed, contact with { State = ContactState.Waiting }),
            AssignmentTrigger.AgentLost => (RoutingEventKind.AgentLost, contact with { State = ContactState.Waiting, Priority = Priority.Dropped }),
            AssignmentTrigger.Park => (RoutingEventKind.Parked, contact),
            AssignmentTrigger.Resume => (RoutingEventKind.Resumed, contact),
            AssignmentTrigger.Release => (RoutingEventKind.Released, contact with { State = ContactState.Waiting, WaitingSince = Now - TimeSpan.FromSeconds(random.Next(300)) }),
            AssignmentTrigger.End => (RoutingEventKind.Ended, contact with { State = ContactState.Closed, CloseReason = CloseReason.Answered }),
            AssignmentTrigger.PersonLeft => (RoutingEventKind.PersonLeft, contact with { State = ContactState.Closed, CloseReason = Pick(CloseReason.Answered, CloseReason.Abandoned) }),
            AssignmentTrigger.TransferredAway => (RoutingEventKind.Transferred, contact with { State = ContactState.Waiting, Line = Pick(Lines) }),
            _ => (RoutingEventKind.Completed, contact),
        };
        Emit(kind, to, after, agent: trigger == AssignmentTrigger.Lapse && random.Next(2) == 0 ? agents[assignment.Agent] with { Status = AgentStatus.Paused, Since = Now } : null);
    }

    private void LeaveQueue()
    {
        var waiting = contacts.Values.Where(c => c.State == ContactState.Waiting).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        var contact = Pick([.. waiting]);
        foreach (var offer in assignments.Values.Where(a => a.Contact == contact.Id && a.State == AssignmentState.Offered).ToList())
        {
            Emit(RoutingEventKind.Withdrawn, contact, offer with { State = AssignmentState.Withdrawn, Since = Now });
        }

        Emit(RoutingEventKind.Closed, contact with
        {
            State = ContactState.Closed,
            CloseReason = Pick(CloseReason.Abandoned, CloseReason.Abandoned, CloseReason.Expired, CloseReason.LeftMessage, CloseReason.Redirected, CloseReason.CallBackPromised),
        });
    }

    // Redis was emptied or set back: what is open comes back from Records, offers do not.
    private void BeginEpoch(string reason)
    {
        position = new(position.Epoch + 1, 0);
        Emit(RoutingEventKind.EpochStarted, reason: reason);
        if (reason is "restarted")
        {
            return;
        }

        if (reason is "emptied")
        {
            agents.Clear();
        }

        foreach (var agent in agents.Values.ToList())
        {
            agents[agent.Id] = agent with { Connected = false };
        }

        var work = assignments.Values.Where(a => AssignmentLife.IsOpen(a.State) && a.State != AssignmentState.Offered).ToList();
        var open = contacts.Values.ToList();
        assignments.Clear();
        contacts.Clear();
        foreach (var contact in open.Where(c => c.State == ContactState.Waiting))
        {
            PassTime();
            Emit(RoutingEventKind.Enqueued, contact, reason: "restored");
        }

        foreach (var assignment in work)
        {
            var agent = agents.GetValueOrDefault(assignment.Agent) ?? new(assignment.Agent, AgentStatus.Available, false, Now, "restored");
            Emit(RoutingEventKind.AgentChanged, open.Single(c => c.Id == assignment.Contact), assignment, agent, "restored");
        }
    }

    private void Emit(RoutingEventKind kind, ContactFacts? contact = null, AssignmentFacts? assignment = null, AgentFacts? agent = null, string? reason = null, string? detail = null)
    {
        position = position with { Number = position.Number + 1 };
        events.Add(new(new("main"), position, Now, kind, contact, assignment, agent, reason, detail));
        if (contact is not null)
        {
            contacts[contact.Id] = contact;
        }

        if (assignment is not null)
        {
            assignments[assignment.Id] = assignment;
        }

        if (agent is not null)
        {
            agents[agent.Id] = agent;
        }
    }

    private T Pick<T>(params T[] among) => among[random.Next(among.Length)];

    private Guid NewGuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
