using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Phone;

/// <summary>How the network's picture of one conference differs from ours.</summary>
internal enum ConferenceDifference
{
    /// <summary>An agent we believe to be talking is not in it.</summary>
    AgentGone = 1,

    /// <summary>Somebody is in it of whose coming we have not heard.</summary>
    JoinMissed = 2,

    /// <summary>An agent is in it whose share of the contact is over.</summary>
    AgentOverstays = 3,

    /// <summary>The person waits, or is believed to talk, and hears nothing but silence.</summary>
    CallerAlone = 4,

    /// <summary>The contact is closed and its caller is alone in it.</summary>
    OverButRunning = 5,
}

/// <summary>One conference as the network shows it, beside what Records and Routing hold of its contact.</summary>
/// <param name="Open">The contact's assignments that are open.</param>
internal sealed record ConferencePicture(
    IReadOnlyList<TwilioParticipant> Participants, IReadOnlyList<CallLeg> Legs, ContactState State, IReadOnlyList<AssignmentFacts> Open)
{
    private HashSet<string> Present { get; } = [.. Participants.Where(p => p.IsConnected).Select(p => p.CallSid)];

    /// <summary>How many are there whom a caller can hear: not one who listens in.</summary>
    private int Heard { get; } = Participants.Count(p => p.IsConnected && !(ConferenceName.IsSupervisor(p.Label) && (p.Muted || p.Coaching)));

    /// <summary>What differs, and by whose call.</summary>
    public IEnumerable<(ConferenceDifference Difference, string CallSid)> Differences()
    {
        var owner = Open.FirstOrDefault(a => AssignmentLife.OwnsContact(a.State));
        foreach (var leg in Legs)
        {
            if (leg.Role == CallLegRole.Agent && OfAgent(leg, owner) is { } difference)
            {
                yield return (difference, leg.CallSid);
            }
            else if (leg.Role == CallLegRole.Caller && OfCaller(leg, owner) is { } other)
            {
                yield return (other, leg.CallSid);
            }
        }

        foreach (var stranger in Participants.Where(p => p.IsConnected && p.Label == ConferenceName.Caller && Legs.All(l => l.CallSid != p.CallSid)))
        {
            yield return (ConferenceDifference.JoinMissed, stranger.CallSid);
        }
    }

    private ConferenceDifference? OfAgent(CallLeg leg, AssignmentFacts? owner)
    {
        var here = Present.Contains(leg.CallSid);
        var share = Open.FirstOrDefault(a => a.Id == leg.Assignment);
        return (here, share?.State) switch
        {
            (true, null) => ConferenceDifference.AgentOverstays,
            (true, AssignmentState.Connecting) => ConferenceDifference.JoinMissed,
            (false, AssignmentState.Active or AssignmentState.Connecting) when share == owner && leg.State == CallLegState.InConference => ConferenceDifference.AgentGone,
            _ => null,
        };
    }

    private ConferenceDifference? OfCaller(CallLeg leg, AssignmentFacts? owner)
    {
        if (!Present.Contains(leg.CallSid))
        {
            return null;
        }

        var alone = Heard == 1;
        return State switch
        {
            ContactState.Waiting when alone => ConferenceDifference.CallerAlone,
            ContactState.InHand when alone && owner?.State == AssignmentState.Active && !Legs.Any(l => l.Assignment == owner.Id && l.State == CallLegState.InConference) =>
                ConferenceDifference.CallerAlone,
            ContactState.Closed when alone => ConferenceDifference.OverButRunning,
            ContactState.InHand when !alone && (owner?.State == AssignmentState.Connecting || leg.State < CallLegState.InConference) => ConferenceDifference.JoinMissed,
            _ => null,
        };
    }
}
