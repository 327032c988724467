using System.Buffers.Binary;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>How every call begins and ends.</summary>
public sealed partial class ModelPool
{
    /// <summary>Gives an assignment the id it has elsewhere: ids decide between equals.</summary>
    public void Name(ModelAssignment assignment, AssignmentId id)
    {
        Undue(assignment);
        assignment.Id = id;
        Due(assignment);
    }

    // In the order they are made, and after every id given from elsewhere.
    private AssignmentId NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(0xff);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ++made);
        return new(new Guid(bytes, bigEndian: true));
    }

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private void Begin()
    {
        facts = [];
        Look();
    }

    // The time, and the leases that ended by it: so within a call nobody idle is unheard.
    private void Look()
    {
        at = now().ToUnixTimeMilliseconds();
        while (closed.TryPeek(out var oldest) && oldest.At <= at - Ms(settings.KeepEnded))
        {
            contacts.Remove(closed.Dequeue().Contact.Id);
        }

        // All of them first: what one leaves is not offered to the next.
        var gone = new List<ModelAgent>();
        while (leases.Count > 0 && leases.Min is var lease && lease.Score <= at)
        {
            gone.Add(lease.Who);
            Disconnect(lease.Who);
        }

        foreach (var agent in gone)
        {
            LeaseEnded(agent);
        }
    }

    private StepOutcome Finish(StepOutcome outcome = StepOutcome.Done)
    {
        LookAgain();
        return outcome;
    }

    private ModelPlan PlanOf(LineId line, Demand demand)
    {
        var key = (line, demand.Key);
        if (!plans.TryGetValue(key, out var plan))
        {
            // The line whose people it waits for, else the line it came on.
            var asked = demand.Skills.FirstOrDefault(s => s.StartsWith("line:", StringComparison.Ordinal));
            var policy = (asked is null ? null : settings.LineOf(new(Skill.Split(asked).Name["line:".Length..]))) ?? settings.LineOf(line);
            plans[key] = plan = ModelPlan.Make(policy?.Queue ?? QueuePolicy.Default, demand, settings);
        }

        return plan;
    }

    private void Tell(
        RoutingEventKind kind, ModelContact? contact = null, ModelAssignment? assignment = null, ModelAgent? agent = null, string? reason = null, OfferReason? choice = null) =>
        facts.Add(new(kind, contact, assignment, agent, reason, choice));
}
