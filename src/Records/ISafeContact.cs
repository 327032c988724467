using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>What goes out to a person.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OutboundKind>))]
public enum OutboundKind
{
    Call = 1,
    Voicemail = 2,
    Text = 3,
    Email = 4,
    VideoLink = 5,
}
