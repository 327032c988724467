using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>How far an outbound message has come. The numbers are stored; the order that counts is <see cref="DeliveryLife.Rank"/>.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>In the outbox.</summary>
    Queued = 1,

    /// <summary>Claimed by a sender; the request may be on its way.</summary>
    Sending = 2,

    /// <summary>The request left us and no answer came back. It is matched against the provider's list; never sent again by a machine.</summary>
    Unknown = 3,

    /// <summary>The provider has it.</summary>
    Accepted = 4,

    /// <summary>The provider handed it to the network.</summary>
    Sent = 5,

    Delivered = 6,

    /// <summary>The network could not deliver it: something for the agent to act on.</summary>
    Undelivered = 7,

    /// <summary>It never left: refused by the provider, by a safe-contact rule, or given up after retries.</summary>
    Failed = 8,

    /// <summary>The person has read it (channels that say so).</summary>
    Read = 9,
}

/// <summary>Statuses arrive in any order; a fact of lower rank never overwrites one of higher rank.</summary>
public static class DeliveryLife
{
    public static int Rank(DeliveryState state) => state switch
    {
        DeliveryState.Queued => 0,
        DeliveryState.Sending => 1,
        DeliveryState.Unknown => 2,
        DeliveryState.Accepted => 3,
        DeliveryState.Sent => 4,
        DeliveryState.Undelivered or DeliveryState.Failed => 5,
        DeliveryState.Delivered => 6,
        DeliveryState.Read => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such delivery state."),
    };

    /// <summary>True when <paramref name="news"/> says more than <paramref name="current"/> and may replace it.</summary>
    public static bool Advances(DeliveryState current, DeliveryState news) => Rank(news) > Rank(current);

    /// <summary>Something the agent must act on.</summary>
    public static bool NeedsAttention(DeliveryState state) =>
        state is DeliveryState.Unknown or DeliveryState.Undelivered or DeliveryState.Failed;
}
