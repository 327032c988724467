using System.Globalization;

namespace Helpline.Gateway.Twilio;

/// <summary>Twilio's resources, as much of them as we use. Names are Twilio's in camel case.</summary>
internal sealed record TwilioMessage(string Sid, string Status, string? To = null, string? Body = null, string? DateCreated = null, int? ErrorCode = null)
{
    /// <summary>RFC 2822 in Twilio's answers.</summary>
    public DateTimeOffset? CreatedAt =>
        DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Keeps number and words out of whatever prints it.</summary>
    public override string ToString() => $"{Sid} {Status}";
}

internal sealed record TwilioMessageList(IReadOnlyList<TwilioMessage> Messages);

internal sealed record TwilioCall(string Sid, string Status, string? Direction = null, string? DateCreated = null)
{
    public bool IsOver => TwilioCallStatus.IsOver(Status);

    /// <summary>By us, over REST.</summary>
    public bool IsPlaced => Direction is "outbound-api";

    /// <summary>RFC 2822 in Twilio's answers; to the second.</summary>
    public DateTimeOffset? CreatedAt =>
        DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

internal sealed record TwilioCallList(IReadOnlyList<TwilioCall> Calls);

internal sealed record TwilioQueue(string Sid, string FriendlyName);

internal sealed record TwilioQueueList(IReadOnlyList<TwilioQueue> Queues);

internal sealed record TwilioQueueMember(string CallSid);

internal sealed record TwilioQueueMemberList(IReadOnlyList<TwilioQueueMember> QueueMembers);

internal sealed record TwilioConference(string Sid, string? FriendlyName = null);

internal sealed record TwilioConferenceList(IReadOnlyList<TwilioConference> Conferences);

internal sealed record TwilioParticipant(string CallSid, string? Label = null, string? Status = null, bool Muted = false, bool Coaching = false)
{
    /// <summary>In the conference, not merely on the way to it.</summary>
    public bool IsConnected => Status is "connected";
}

internal sealed record TwilioParticipantList(IReadOnlyList<TwilioParticipant> Participants);

internal static class TwilioCallStatus
{
    public static bool IsOver(string? status) => status is "completed" or "busy" or "failed" or "no-answer" or "canceled";
}
