using System.Text.Json.Serialization;

namespace Helpline.Contracts;

[JsonConverter(typeof(CamelCaseEnumConverter<AssignmentState>))]
public enum AssignmentState
{
    /// <summary>Ringing at one agent. Deadline: the offer time of the channel.</summary>
    Offered = 1,

    /// <summary>Accepted; the medium is coming up. Deadline: the connect time.</summary>
    Connecting = 2,

    /// <summary>Talking or typing. Owner: the agent.</summary>
    Active = 3,

    /// <summary>A written conversation that waits for the person, without taking the agent's room. Owner: the agent.</summary>
    Parked = 4,

    /// <summary>The contact is over; the outcome is being written. Owner: the agent.</summary>
    WrapUp = 5,

    Done = 6,
    Declined = 7,
    Lapsed = 8,

    /// <summary>The person left, or a supervisor moved the contact, before the medium was up.</summary>
    Withdrawn = 9,

    /// <summary>The medium did not come up, or the agent's side broke. The contact waits again.</summary>
    Failed = 10,

    /// <summary>A parked conversation its agent gave back, or could not go on with in time. The contact waits again.</summary>
    Released = 11,
}

[JsonConverter(typeof(CamelCaseEnumConverter<AssignmentTrigger>))]
public enum AssignmentTrigger
{
    Accept = 1,
    Decline = 2,
    Lapse = 3,
    Withdraw = 4,
    Connected = 5,
    ConnectFailed = 6,
    AgentLost = 7,
    Park = 8,
    Resume = 9,
    End = 10,
    PersonLeft = 11,
    Complete = 12,
    TransferredAway = 13,
    Release = 14,
}

/// <summary>The life of an assignment: one switch table, as for <see cref="ContactLife"/>.</summary>
public static class AssignmentLife
{
    /// <summary>The state after <paramref name="trigger"/>, or null when that cannot happen in <paramref name="state"/>.</summary>
    public static AssignmentState? Next(AssignmentState state, AssignmentTrigger trigger) => (state, trigger) switch
    {
        (AssignmentState.Offered, AssignmentTrigger.Accept) => AssignmentState.Connecting,
        (AssignmentState.Offered, AssignmentTrigger.Decline) => AssignmentState.Declined,
        (AssignmentState.Offered, AssignmentTrigger.Lapse) => AssignmentState.Lapsed,
        (AssignmentState.Offered, AssignmentTrigger.Withdraw) => AssignmentState.Withdrawn,
        (AssignmentState.Connecting, AssignmentTrigger.Connected) => AssignmentState.Active,
        (AssignmentState.Connecting, AssignmentTrigger.ConnectFailed) => AssignmentState.Failed,
        (AssignmentState.Connecting, AssignmentTrigger.AgentLost) => AssignmentState.Failed,
        (AssignmentState.Connecting, AssignmentTrigger.Withdraw) => AssignmentState.Withdrawn,
        (AssignmentState.Active, AssignmentTrigger.AgentLost) => AssignmentState.Failed,
        (AssignmentState.Active, AssignmentTrigger.Park) => AssignmentState.Parked,
        (AssignmentState.Active, AssignmentTrigger.End) => AssignmentState.WrapUp,
        (AssignmentState.Active, AssignmentTrigger.PersonLeft) => AssignmentState.WrapUp,
        (AssignmentState.Active, AssignmentTrigger.TransferredAway) => AssignmentState.WrapUp,
        (AssignmentState.Parked, AssignmentTrigger.Resume) => AssignmentState.Active,
        (AssignmentState.Parked, AssignmentTrigger.AgentLost) => AssignmentState.Failed,
        (AssignmentState.Parked, AssignmentTrigger.Release) => AssignmentState.Released,
        (AssignmentState.Parked, AssignmentTrigger.End) => AssignmentState.WrapUp,
        (AssignmentState.Parked, AssignmentTrigger.PersonLeft) => AssignmentState.WrapUp,
        (AssignmentState.Parked, AssignmentTrigger.TransferredAway) => AssignmentState.WrapUp,
        (AssignmentState.WrapUp, AssignmentTrigger.Complete) => AssignmentState.Done,
        _ => null,
    };

    /// <summary>At most one assignment of a contact is in a state for which this is true.</summary>
    public static bool OwnsContact(AssignmentState state) =>
        state is AssignmentState.Connecting or AssignmentState.Active or AssignmentState.Parked;

    /// <summary>It still asks something of its agent.</summary>
    public static bool IsOpen(AssignmentState state) =>
        OwnsContact(state) || state is AssignmentState.Offered or AssignmentState.WrapUp;

    /// <summary>It takes the agent's room for its channel. A parked conversation does not.</summary>
    public static bool TakesRoom(AssignmentState state) => IsOpen(state) && state != AssignmentState.Parked;
}
