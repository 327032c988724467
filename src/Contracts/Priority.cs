using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>Why a contact stands ahead of its arrival time. Named and bounded, so that the order stays explainable and nobody starves.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Priority>))]
public enum Priority
{
    Normal = 0,
    High = 1,

    /// <summary>A live contact that lost its agent.</summary>
    Dropped = 2,

    ImminentDanger = 3,
}

public static class Boost
{
    /// <summary>How much earlier the contact counts as having come: the order is <c>waitingSince − boost</c>, lowest first.</summary>
    public static TimeSpan Of(Priority priority) => priority switch
    {
        Priority.Normal => TimeSpan.Zero,
        Priority.High => TimeSpan.FromMinutes(10),
        Priority.Dropped => TimeSpan.FromHours(2),
        Priority.ImminentDanger => TimeSpan.FromHours(24),
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, "No such priority."),
    };
}
