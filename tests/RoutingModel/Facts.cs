using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>One thing that happened in a call, as the event of it says.</summary>
/// <param name="Choice">Why this agent, with <see cref="RoutingEventKind.Offered"/>.</param>
public sealed record ModelFact(
    RoutingEventKind Kind,
    ModelContact? Contact = null,
    ModelAssignment? Assignment = null,
    ModelAgent? Agent = null,
    string? Reason = null,
    OfferReason? Choice = null)
{
    public override string ToString() => $"{Kind} {Contact?.Id} {Agent?.Id ?? Assignment?.Agent.Id} {Reason} {Choice}".TrimEnd();
}

/// <summary>Why an agent is offered a contact.</summary>
public enum OfferReason
{
    /// <summary>First in the order of the policy.</summary>
    Policy = 1,

    /// <summary>They know the person's story.</summary>
    Story = 2,

    /// <summary>It was kept for them.</summary>
    Reserved = 3,

    /// <summary>Nobody else could take it and they have rested from it.</summary>
    Again = 4,

    /// <summary>It had waited longest of what they could take when they got room.</summary>
    Oldest = 5,
}
