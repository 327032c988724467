using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>Who gets what.</summary>
internal sealed partial class ModelPool
{
    private bool IsHeard(ModelAgent agent) => agent.LeaseEnds > now();

    private static bool IsReady(ModelAgent agent) => agent.Status == AgentStatus.Available && agent.Connected;

    private bool HasRoom(ModelAgent agent, Channel channel)
    {
        var taking = agent.Open.Where(a => AssignmentLife.TakesRoom(a.State)).ToList();
        return IsReady(agent) && IsHeard(agent)
            && taking.TrueForAll(a => a.State != AssignmentState.Offered && !a.Contact.Exclusive)
            && (ChannelTraits.Of(channel).Exclusive
                ? taking.Count == 0
                : taking.Count(a => a.Contact.Demand.Channel == channel) < agent.Profile.Capacity.GetValueOrDefault(channel));
    }

    // A call that has waited longer than this text, and that the agent could take once their written work is done.
    private bool IsHeld(ModelAgent agent, ModelContact contact) =>
        !contact.Exclusive && agent.Open.Exists(a => AssignmentLife.TakesRoom(a.State))
        && Contacts.Values.Any(c => c.Exclusive && c.InQueue && c.Score < contact.Score && agent.CanServe(c.Demand) && !c.Declined.ContainsKey(agent.Id));

    private bool CouldTake(ModelAgent agent, ModelContact contact) =>
        agent.CanServe(contact.Demand) && HasRoom(agent, contact.Demand.Channel) && !IsHeld(agent, contact);

    private bool IsHeldBack(ModelAgent agent, ModelContact contact) =>
        agent.CanServe(contact.Demand) && HasRoom(agent, contact.Demand.Channel) && IsHeld(agent, contact);

    private void Match(ModelContact contact, ModelAgent? except = null)
    {
        var able = Agents.Values.Where(a => a != except && CouldTake(a, contact)).ToList();
        var fresh = able.Where(a => !contact.Declined.ContainsKey(a.Id)).ToList();
        held |= Agents.Values.Any(a => a != except && IsHeldBack(a, contact));
        var chosen = Choose(fresh) ?? Choose(able.Where(a => contact.Declined.TryGetValue(a.Id, out var rested) && rested <= now()));
        if (chosen is not null)
        {
            Offer(contact, chosen);
        }
    }

    private ModelAgent? Choose(IEnumerable<ModelAgent> agents) =>
        LongestIdle.Choose(agents.Select(a => new IdleAgent(a.Id.ToString(), a.IdleSince.ToUnixTimeMilliseconds()))) is { } chosen ? Agents[AgentId.Parse(chosen.Id)] : null;

    private void Settle(ModelAgent agent)
    {
        if (agent is { Status: AgentStatus.Offline, Connected: false, Open.Count: 0 })
        {
            Agents.Remove(agent.Id);
            return;
        }

        var next = Contacts.Values.Where(c => c.InQueue && CouldTake(agent, c))
            .Where(c => !c.Declined.TryGetValue(agent.Id, out var rested) || rested <= now())
            .OrderBy(c => c.Score).ThenBy(c => c.Id.ToString(), StringComparer.Ordinal).FirstOrDefault();
        if (next is not null)
        {
            Offer(next, agent);
        }
        else
        {
            held |= Contacts.Values.Any(c => c.InQueue && IsHeldBack(agent, c));
        }
    }

    private void Offer(ModelContact contact, ModelAgent agent)
    {
        var assignment = new ModelAssignment(contact, agent) { Deadline = now() + TimeSpan.FromSeconds(contact.Exclusive ? 20 : 45) };
        contact.Assignment = assignment;
        exclusiveLeft |= contact.Exclusive;
        agent.Open.Add(assignment);
        Assignments.Add(assignment);
    }

    // Texts held back for a call are looked at again when a call has left its queue.
    private void ReleaseHeld()
    {
        var look = exclusiveLeft && held;
        (exclusiveLeft, held) = (false, held && !look);
        if (!look)
        {
            return;
        }

        foreach (var demand in Contacts.Values.Where(c => c.InQueue && !c.Exclusive).Select(c => c.Demand).Distinct().ToList())
        {
            foreach (var agent in Agents.Values.Where(a => a.CanServe(demand) && HasRoom(a, demand.Channel)).OrderBy(a => a.IdleSince).ThenBy(a => a.Id.ToString(), StringComparer.Ordinal).ToList())
            {
                Settle(agent);
            }
        }
    }
}
