using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>Who is there.</summary>
public sealed partial class ModelPool
{
    private readonly SortedSet<Place<ModelAgent>> leases = new(Place<ModelAgent>.Order);

    /// <summary>Makes an agent known, keeping status, lease and work.</summary>
    public StepOutcome SignOn(AgentProfile profile)
    {
        Begin();
        if (!agents.TryGetValue(profile.Id, out var agent))
        {
            agents[profile.Id] = agent = new(profile.Id) { IdleSince = at };
        }
        else if (AreEqual(agent.Profile, profile))
        {
            return Finish();
        }

        agent.Profile = profile;
        ServeAgain(agent);
        Tell(RoutingEventKind.AgentChanged, agent: agent, reason: "signedOn");
        if (agent.IsReady)
        {
            // Not otherwise: settling forgets those who are neither there nor busy, and this one only comes.
            Settle(agent);
        }

        return Finish();
    }

    public StepOutcome SetStatus(AgentId id, AgentStatus status, string? reason)
    {
        Begin();
        if (!agents.TryGetValue(id, out var agent))
        {
            return Finish(StepOutcome.Unknown);
        }

        if (agent.Status == status && string.Equals(agent.Reason, reason, StringComparison.Ordinal))
        {
            return Finish();
        }

        ChangeStatus(agent, status, reason);
        if (status != AgentStatus.Available)
        {
            NotAvailable(agent);
        }

        Settle(agent);
        return Finish();
    }

    /// <summary>A supervisor takes an agent off.</summary>
    public StepOutcome ForceOff(AgentId id) => SetStatus(id, AgentStatus.Offline, "forcedOff");

    /// <summary>Renews the leases of the agents heard.</summary>
    /// <returns>Those the pool does not know.</returns>
    public IReadOnlyList<AgentId> Renew(IEnumerable<AgentId> heard)
    {
        Begin();
        var unknown = new List<AgentId>();
        foreach (var id in heard)
        {
            if (!agents.TryGetValue(id, out var agent))
            {
                unknown.Add(id);
                continue;
            }

            SetLease(agent, at + Ms(settings.Lease));
            if (!agent.Connected)
            {
                LeaseBegan(agent);
            }
        }

        Finish();
        return unknown;
    }

    private void ChangeStatus(ModelAgent agent, AgentStatus status, string? reason)
    {
        (agent.Status, agent.Reason) = (status, reason);
        if (status == AgentStatus.Available)
        {
            agent.IdleSince = at;
        }

        Tell(RoutingEventKind.AgentChanged, agent: agent, reason: reason);
    }

    private void NotAvailable(ModelAgent agent)
    {
        LeaveIdle(agent);
        foreach (var assignment in agent.Open.OrderBy(a => a.Id.Value).ToList())
        {
            if (assignment.State == AssignmentState.Offered)
            {
                Decline(assignment, Word(DeclineReason.NotNow));
            }
            else if (assignment.State == AssignmentState.Parked && agent.Status == AgentStatus.Offline)
            {
                Release(assignment, "signedOut", rests: true);
            }
        }

        FreeReserved(agent.Id);
    }

    private void LeaseBegan(ModelAgent agent)
    {
        agent.Connected = true;
        Tell(RoutingEventKind.AgentChanged, agent: agent, reason: "heard");
        foreach (var assignment in agent.Open)
        {
            assignment.GraceEnds = null;
            Due(assignment);
        }

        Settle(agent);
    }

    private void Disconnect(ModelAgent agent)
    {
        SetLease(agent, null);
        agent.Connected = false;
        LeaveIdle(agent);
        Tell(RoutingEventKind.AgentChanged, agent: agent, reason: "leaseEnded");
    }

    // Nothing more is offered, what was not yet live goes to others, a live call stays up, written work stays for a while.
    private void LeaseEnded(ModelAgent agent)
    {
        foreach (var assignment in agent.Open.OrderBy(a => a.Id.Value).ToList())
        {
            switch (assignment.State)
            {
                case AssignmentState.Offered:
                    var contact = assignment.Contact;
                    Move(assignment, AssignmentTrigger.Lapse);
                    EndReservation(contact, agent.Id);
                    Wait(contact);
                    Tell(RoutingEventKind.Lapsed, contact, assignment, reason: "leaseEnded");
                    Match(contact);
                    break;
                case AssignmentState.Connecting:
                    ConnectFailed(assignment, "leaseEnded");
                    break;
                case AssignmentState.Active or AssignmentState.Parked when !assignment.Exclusive:
                    assignment.GraceEnds = at + Ms(settings.WrittenGrace);
                    Due(assignment);
                    break;
            }
        }

        FreeReserved(agent.Id);
        Settle(agent);
    }

    private void FreeReserved(AgentId agent)
    {
        if (reserves.TryGetValue(agent, out var kept))
        {
            foreach (var contact in kept.Waiting.Select(p => p.Who).ToList())
            {
                SetFree(contact);
            }
        }
    }

    private bool ForgetIfGone(ModelAgent agent)
    {
        if (agent is { Status: AgentStatus.Offline, Connected: false, Open.Count: 0 })
        {
            LeaveIdle(agent);
            agent.IsKnown = false;
            agents.Remove(agent.Id);
            return true;
        }

        return false;
    }

    private void SetLease(ModelAgent agent, long? ends)
    {
        if (agent.LeaseEnds is { } before)
        {
            leases.Remove(new(before, agent.Id.Value, agent));
        }

        agent.LeaseEnds = ends;
        if (ends is { } score)
        {
            leases.Add(new(score, agent.Id.Value, agent));
        }
    }

    private static bool AreEqual(AgentProfile a, AgentProfile b) =>
        Skill.Normalise(a.Skills).SequenceEqual(Skill.Normalise(b.Skills), StringComparer.Ordinal)
        && a.Capacity.OrderBy(c => c.Key).SequenceEqual(b.Capacity.OrderBy(c => c.Key))
        && (a.Backups ?? []).Order(StringComparer.Ordinal).SequenceEqual((b.Backups ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
