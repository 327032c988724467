using System.Text.Json.Serialization;

namespace Helpline.Simulator.Phones;

[JsonConverter(typeof(JsonStringEnumConverter<PhoneState>))]
public enum PhoneState
{
    [JsonStringEnumMemberName("idle")]
    Idle = 1,

    /// <summary>The person has dialled and nobody has picked up.</summary>
    [JsonStringEnumMemberName("calling")]
    Calling,

    /// <summary>Someone rings this telephone.</summary>
    [JsonStringEnumMemberName("ringing")]
    Ringing,

    [JsonStringEnumMemberName("inCall")]
    InCall,
}

/// <summary>What a person does when the telephone rings.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WhenRung>))]
public enum WhenRung
{
    /// <summary>It rings until <see cref="Phone.Answer"/> or <see cref="Phone.HangUp"/>.</summary>
    [JsonStringEnumMemberName("rings")]
    Rings = 1,
    [JsonStringEnumMemberName("answers")]
    Answers,
    [JsonStringEnumMemberName("busy")]
    Busy,
}
