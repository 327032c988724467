using Helpline.Contracts;

namespace Helpline.Records.Contacts;

/// <summary>The last contact of a number that came back, and how it ended.</summary>
/// <param name="KnownTo">The last agent who had it live, or who knew the person before.</param>
/// <param name="WasLeftLive">A live contact that ended from the person's side: the line broke, or they hung up.</param>
/// <param name="WasResumed">Somebody came back before from the same number and took up its place.</param>
internal sealed record EarlierContact(
    Guid Id, DateTimeOffset WaitingSince, Priority Priority, CloseReason? CloseReason, Guid? KnownTo, bool WasLeftLive, bool WasResumed)
{
    /// <summary>Nobody had answered, or the agent had not ended it: the person goes on from where they stood.</summary>
    public bool KeepsPlace => CloseReason == Contracts.CloseReason.Abandoned || WasCutOff;

    public Priority PriorityOnReturn =>
        WasCutOff ? (Priority)Math.Max((int)Priority, (int)Priority.Dropped)
        : KeepsPlace ? Priority
        : Priority.Normal;

    private bool WasCutOff => WasLeftLive && CloseReason == Contracts.CloseReason.Answered;
}
