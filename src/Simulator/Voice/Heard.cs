using System.Text.Json.Serialization;

namespace Helpline.Simulator.Voice;

/// <summary>Who or what made a sound.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Speaker>))]
public enum Speaker
{
    /// <summary>The network's voice reading a document aloud.</summary>
    [JsonStringEnumMemberName("voice")]
    Voice = 1,

    /// <summary>Someone else on the line.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>Music, a beep, a key pressed.</summary>
    [JsonStringEnumMemberName("sound")]
    Sound,

    /// <summary>The listener's own words, kept so that a transcript reads as a conversation.</summary>
    [JsonStringEnumMemberName("self")]
    Self,
}

/// <summary>One thing heard on a call.</summary>
/// <param name="Who">A participant's label, where the speaker has one.</param>
public sealed record Heard(DateTimeOffset At, Speaker Speaker, string Text, string? Who = null);
