using Helpline.Contracts;

namespace Helpline.Records.Contacts;

/// <summary>The last contact of a number that came back, and how it ended.</summary>
/// <param name="KnownTo">The last agent who had it live, or who knew the person before.</param>
/// <param name="WasLeftLive">A live contact that ended from the person's side: the line broke, or they hung up.</param>
/// <param name="InDanger">Imminent danger is open for somebody of this number.</param>
/// <param name="WasResumed">Somebody came back before from the same number and took up its place.</param>
/// <param name="IsRecent">It ended within <see cref="ReturningPeople.Window"/>.</param>
internal sealed record EarlierContact(
    Guid Id, DateTimeOffset WaitingSince, Priority Priority, CloseReason? CloseReason, Guid? KnownTo, bool WasLeftLive, bool WasResumed, bool InDanger, bool IsRecent)
{
    /// <summary>Nobody had answered, or the agent had not ended it: the person goes on from where they stood.</summary>
    public bool KeepsPlace => IsRecent && (CloseReason == Contracts.CloseReason.Abandoned || (WasLeftLive && CloseReason == Contracts.CloseReason.Answered));

    /// <summary>Not raised to <see cref="Contracts.Priority.Dropped"/>: a line that broke and a person who had said all look alike, and their old place stands ahead of most.</summary>
    public Priority PriorityOnReturn => InDanger ? Priority.ImminentDanger : KeepsPlace ? Priority : Priority.Normal;
}
