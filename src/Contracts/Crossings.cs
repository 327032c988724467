namespace Helpline.Contracts;

/// <summary>Keeps the history of a pool. Routing's pump calls it; Records implements it, idempotent by position.</summary>
public interface IContactEventSink
{
    /// <summary>The last position stored for the pool; the stream is trimmed only below it.</summary>
    Task<EventPosition> CheckpointAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>Stores events in order, brings contacts and assignments in Records to the states they carry, and moves the checkpoint, in one transaction.</summary>
    Task AppendAsync(PoolId pool, IReadOnlyList<RoutingEvent> events, CancellationToken cancellationToken);
}

/// <summary>A contact that is open in Records, as much of it as Routing needs to put it back where it was.</summary>
/// <param name="Assignment">The assignment that owns it or wraps it up, where there is one; an offer is not restored, the contact waits.</param>
public sealed record OpenContact(ContactFacts Contact, PoolId Pool, AssignmentFacts? Assignment);

/// <summary>Everything that is not over, from the truth. Implemented by Records; the intake sweep and the reconcile after a loss of Redis read it.</summary>
public interface IOpenContacts
{
    /// <summary>Contacts Waiting or InHand, and those Closed whose assignment is in WrapUp; oldest first.</summary>
    IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, CancellationToken cancellationToken);
}

/// <summary>
/// Acts on events of every pool: each event goes to one node of the installation, at least once, in order per pool where it can.
/// Gateway implements it (media orders); it must be idempotent and ignore kinds it does not know.
/// </summary>
public interface IRoutingEventHandler
{
    /// <summary>Names the shared position of all nodes; never changes once released.</summary>
    string Name { get; }

    Task HandleAsync(RoutingEvent routingEvent, CancellationToken cancellationToken);
}
