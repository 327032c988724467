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
/// <param name="Assignments">The one that owns it, and those who still wrap up their part of it (after a transfer there may be several), oldest first; an offer is not restored, the contact waits.</param>
public sealed record OpenContact(ContactFacts Contact, PoolId Pool, IReadOnlyList<AssignmentFacts> Assignments);

/// <summary>Everything that is not over, from the truth. Implemented by Records; the intake sweep and the reconcile after a loss of Redis read it.</summary>
public interface IOpenContacts
{
    /// <summary>Contacts Waiting or InHand, and those Closed of which an assignment is in WrapUp; oldest first.</summary>
    IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, CancellationToken cancellationToken);
}

/// <summary>The history of a pool as it is kept. Implemented by Records; the figures of the day start from it.</summary>
public interface IEventHistory
{
    /// <summary>Every event stored that happened at or after <paramref name="since"/>, in order of position.</summary>
    IAsyncEnumerable<RoutingEvent> ReadAsync(PoolId pool, DateTimeOffset since, CancellationToken cancellationToken);
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
