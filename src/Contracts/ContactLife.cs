using System.Text.Json.Serialization;

namespace Helpline.Contracts;

[JsonConverter(typeof(CamelCaseEnumConverter<ContactState>))]
public enum ContactState
{
    /// <summary>In the queue, perhaps offered to someone. Ends by an accept, by the person leaving, or by expiry.</summary>
    Waiting = 1,

    /// <summary>Exactly one agent owns it (connecting, active or parked).</summary>
    InHand = 2,

    /// <summary>Over, with a <see cref="CloseReason"/>.</summary>
    Closed = 3,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ContactTrigger>))]
public enum ContactTrigger
{
    /// <summary>An agent accepted the offer.</summary>
    Accepted = 1,

    /// <summary>The agent's connection did not come up, or broke, or the agent gave a parked conversation back: the person waits again.</summary>
    Requeued = 2,

    /// <summary>Handed to another person, skill or line, or moved while waiting: the person waits for them, keeping place and story.</summary>
    Transferred = 3,

    /// <summary>The agent ended it.</summary>
    Ended = 4,

    /// <summary>The person hung up or left, or was led elsewhere.</summary>
    Left = 5,

    /// <summary>Nobody could answer in the time this channel allows.</summary>
    Expired = 6,
}

[JsonConverter(typeof(CamelCaseEnumConverter<CloseReason>))]
public enum CloseReason
{
    Answered = 1,
    Abandoned = 2,
    LeftMessage = 3,
    CallBackPromised = 4,
    Redirected = 5,
    Expired = 6,
}

/// <summary>The life of a contact: one switch table. Redis enforces it; a model-based test holds the two together.</summary>
public static class ContactLife
{
    /// <summary>The state after <paramref name="trigger"/>, or null when that cannot happen in <paramref name="state"/>.</summary>
    public static ContactState? Next(ContactState state, ContactTrigger trigger) => (state, trigger) switch
    {
        (ContactState.Waiting, ContactTrigger.Accepted) => ContactState.InHand,
        (ContactState.Waiting, ContactTrigger.Transferred) => ContactState.Waiting,
        (ContactState.Waiting, ContactTrigger.Left) => ContactState.Closed,
        (ContactState.Waiting, ContactTrigger.Expired) => ContactState.Closed,
        (ContactState.InHand, ContactTrigger.Requeued) => ContactState.Waiting,
        (ContactState.InHand, ContactTrigger.Transferred) => ContactState.Waiting,
        (ContactState.InHand, ContactTrigger.Ended) => ContactState.Closed,
        (ContactState.InHand, ContactTrigger.Left) => ContactState.Closed,
        _ => null,
    };
}
