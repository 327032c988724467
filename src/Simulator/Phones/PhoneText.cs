using System.Text.Json.Serialization;

namespace Helpline.Simulator.Phones;

/// <summary>One text on a person's telephone.</summary>
/// <param name="Mine">The person sent it.</param>
/// <param name="Status">Theirs: received. Mine: sending, delivered (the program took it) or failed.</param>
/// <param name="Segments">Single messages it took on the air.</param>
public sealed record PhoneText(string Sid, DateTimeOffset At, string Line, string Body, bool Mine, TextStatus Status, int Segments);

[JsonConverter(typeof(JsonStringEnumConverter<TextStatus>))]
public enum TextStatus
{
    [JsonStringEnumMemberName("received")]
    Received = 1,
    [JsonStringEnumMemberName("sending")]
    Sending,
    [JsonStringEnumMemberName("delivered")]
    Delivered,
    [JsonStringEnumMemberName("failed")]
    Failed,
}
