using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Bench.Quality;

/// <summary>The router as the simulation sees it: the real one on Redis, the pure model of its rule, or a plain first-come-first-served queue.</summary>
internal interface ISimulatedRouter : IAsyncDisposable
{
    /// <summary>Offers made and not yet looked at, in order.</summary>
    Queue<SimulatedOffer> Offers { get; }

    /// <summary>Lets time pass up to then, doing what falls due on the way; where that makes an offer, time stands.</summary>
    ValueTask AdvanceAsync(long ms);

    /// <summary>Comes, and is available.</summary>
    ValueTask SignOnAsync(AgentProfile profile);

    /// <summary>Takes nothing new; what is in hand goes on to its end.</summary>
    ValueTask SignOffAsync(AgentId agent);

    ValueTask EnqueueAsync(QueuedContact contact);

    /// <summary>Takes the offer, and the medium is up at once.</summary>
    /// <returns>False when the offer is no more.</returns>
    ValueTask<bool> AcceptAsync(SimulatedOffer offer);

    ValueTask EndAsync(SimulatedOffer offer);

    ValueTask CompleteAsync(SimulatedOffer offer);

    /// <summary>Hangs up before anybody answered.</summary>
    ValueTask LeaveAsync(ContactId contact);
}

/// <summary>A contact rings at an agent.</summary>
internal sealed record SimulatedOffer(ContactId Contact, AssignmentId Assignment, AgentId Agent);
