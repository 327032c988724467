using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>What an agent or a supervisor wants done to a live call. The gateway does it; every order may be carried out twice.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MediaOrderKind>))]
public enum MediaOrderKind
{
    /// <summary>The person hears that somebody is coming back, and nothing of what is said.</summary>
    Hold = 1,
    Resume = 2,

    /// <summary>Ring <see cref="MediaOrder.Party"/> and bring them in.</summary>
    AddParty = 3,

    /// <summary><see cref="MediaOrder.Party"/> leaves, whether they talk or still ring.</summary>
    RemoveParty = 4,

    /// <summary>The agent's leg leaves; the person and who was brought in talk on.</summary>
    LeaveAlone = 5,

    /// <summary>A warm transfer is done: the person is taken off hold and the first agent's leg leaves.</summary>
    HandOver = 6,

    /// <summary>A warm transfer is given up: the person goes back to the queue at their place and the first agent's leg leaves.</summary>
    BackToQueue = 7,

    /// <summary>The supervisor <see cref="MediaOrder.Party"/> hears both and is heard by nobody.</summary>
    Listen = 8,

    /// <summary>Heard by the agent alone.</summary>
    Whisper = 9,

    /// <summary>Heard by everybody.</summary>
    Barge = 10,

    /// <summary>Nobody hears the agent of <see cref="MediaOrder.Assignment"/>, who talks on a telephone of their own.</summary>
    Mute = 11,
    Unmute = 12,

    /// <summary>The person hears one sentence, with what to do in danger, and the call ends; the agent's share ends with it.</summary>
    Farewell = 21,

    /// <summary>The network records, pauses or stops as Records says is wanted.</summary>
    Record = 20,
}

/// <param name="Party">Whom it is about, where it is about one; their number lies sealed in Records.</param>
/// <param name="Assignment">Which agent's leg it is about, where it is about one.</param>
/// <summary>An order to the network about a live call. Nothing personal: it stands in the pool's history.</summary>
public sealed record MediaOrder(MediaOrderKind Kind, CallPartyId? Party = null, AssignmentId? Assignment = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads what <see cref="ToDetail"/> writes; null when it is not an order this version knows.</summary>
    public static MediaOrder? Parse(string? detail)
    {
        try
        {
            return detail is not null && JsonSerializer.Deserialize<MediaOrder>(detail, Json) is { } order && Enum.IsDefined(order.Kind) ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As it stands in <see cref="RoutingEvent.Detail"/>: <c>{"kind":"hold"}</c>.</summary>
    public string ToDetail() => JsonSerializer.Serialize(this, Json);
}
