using System.Runtime.InteropServices;
using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>Who stands where: queues in the order of their first use, and what is kept for one agent.</summary>
public sealed partial class ModelPool
{
    private readonly Dictionary<string, ModelQueue> queues = new(StringComparer.Ordinal);
    private readonly List<ModelQueue> queuesInOrder = [];
    private readonly Dictionary<AgentId, ModelReserve> reserves = [];

    private ModelQueue QueueOf(QueueShape shape)
    {
        if (!queues.TryGetValue(shape.Text, out var queue))
        {
            queues[shape.Text] = queue = new(shape);
            queuesInOrder.Add(queue);
            foreach (var agent in agents.Values.Where(a => a.CanServe(shape)))
            {
                var served = new ServedQueue(queue);
                agent.Serves.Add(served);
                StandIdle(agent, served);
            }
        }

        return queue;
    }

    private ModelReserve ReserveOf(AgentId agent) => CollectionsMarshal.GetValueRefOrAddDefault(reserves, agent, out _) ??= new();

    /// <summary>Ready, nothing ringing, and room for one more of the channel.</summary>
    private static bool IsFree(ModelAgent agent, QueueShape queue)
    {
        if (!agent.IsReady || agent.CapacityOf(queue.Channel) < 1)
        {
            return false;
        }

        int written = 0, same = 0;
        foreach (var assignment in agent.Open)
        {
            if (AssignmentLife.TakesRoom(assignment.State))
            {
                if (assignment.State == AssignmentState.Offered || assignment.Exclusive)
                {
                    return false;
                }

                written++;
                same += assignment.Channel == queue.Channel ? 1 : 0;
            }
        }

        return queue.Exclusive ? written == 0 || queue.Interrupts : same < agent.CapacityOf(queue.Channel);
    }

    private static bool HasWritten(ModelAgent agent) => agent.Open.Exists(a => !a.Exclusive && AssignmentLife.TakesRoom(a.State));

    /// <summary>Puts the agent among the idle of each queue they are free for, and out of the others.</summary>
    private static void StandIdle(ModelAgent agent)
    {
        foreach (var served in agent.Serves)
        {
            StandIdle(agent, served);
        }
    }

    private static void StandIdle(ModelAgent agent, ServedQueue served)
    {
        var shape = served.Queue.Shape;
        Stand(agent, served, IsFree(agent, shape) ? Policies.Rank(shape.Policy, agent.As(shape)) : null);
    }

    private static void LeaveIdle(ModelAgent agent)
    {
        foreach (var served in agent.Serves)
        {
            Stand(agent, served, null);
        }
    }

    private static void Stand(ModelAgent agent, ServedQueue served, long? rank)
    {
        if (served.IdleAt == rank)
        {
            return;
        }

        if (served.IdleAt is { } before)
        {
            served.Queue.Idle.Remove(new(before, agent.Id.Value, agent));
        }

        if (rank is { } score)
        {
            served.Queue.Idle.Add(new(score, agent.Id.Value, agent));
        }

        served.IdleAt = rank;
    }

    private void ServeAgain(ModelAgent agent)
    {
        LeaveIdle(agent);
        agent.Serves.Clear();
        agent.Serves.AddRange(queuesInOrder.Where(q => agent.CanServe(q.Shape)).Select(q => new ServedQueue(q)));
    }

    /// <summary>The contact stands in the queue of its stage, or where it is kept for one agent.</summary>
    private void Enter(ModelContact contact)
    {
        contact.Stage = contact.ReservedFor is null ? contact.Plan.StageAt(at - contact.From) : contact.Stage;
        Stand(contact);
    }

    private void Stand(ModelContact contact)
    {
        contact.StandsAt = contact.Score;
        var queue = QueueOf(contact.Shape);
        if (contact.ReservedFor is { } agent)
        {
            contact.Reserve = ReserveOf(agent);
            contact.Reserve.Waiting.Add(PlaceOf(contact));
        }
        else
        {
            contact.Queue = queue;
            queue.Waiting.Add(PlaceOf(contact));
        }

        SetDeadline(contact);
    }

    private void Leave(ModelContact contact)
    {
        if (contact.Queue is null && contact.Reserve is null)
        {
            return;
        }

        contact.Queue?.Waiting.Remove(PlaceOf(contact));
        contact.Reserve?.Waiting.Remove(PlaceOf(contact));
        (contact.Queue, contact.Reserve) = (null, null);
        exclusiveLeft |= contact.Exclusive;
    }

    private static Place<ModelContact> PlaceOf(ModelContact contact) => new(contact.StandsAt, contact.Id.Value, contact);
}
