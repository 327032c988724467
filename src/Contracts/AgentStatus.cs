using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>What an agent says of themselves. "Busy" and "wrapping up" are not chosen: they follow from the assignments.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentStatus>))]
public enum AgentStatus
{
    Offline = 1,
    Available = 2,
    Break = 3,
    Training = 4,

    /// <summary>Set for the agent after an offer nobody answered; they set themselves available again.</summary>
    Paused = 5,
}

[JsonConverter(typeof(CamelCaseEnumConverter<DeclineReason>))]
public enum DeclineReason
{
    NotNow = 1,

    /// <summary>Somebody else should take this one (the agent knows the person, or it is too much right now). No explanation is asked.</summary>
    SomeoneElse = 2,
    TechnicalProblem = 3,
}
