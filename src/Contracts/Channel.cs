using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>How a person reached us.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Channel>))]
public enum Channel
{
    Phone = 1,
    Sms = 2,
    Email = 3,
    BslVideo = 4,
}

/// <summary>What the rest of the house may know of a channel, so that nobody asks "if phone" outside the channel's own folder.</summary>
/// <param name="Exclusive">An agent with one of these has no room for anything else live.</param>
/// <param name="ConnectsInConsole">The medium is up as soon as the agent's browser shows the thread; otherwise the gateway says when.</param>
/// <param name="Threaded">The contact is a thread of messages; the agent replies in writing.</param>
public sealed record ChannelTraits(bool Exclusive, bool ConnectsInConsole, bool Threaded)
{
    private static readonly ChannelTraits Live = new(Exclusive: true, ConnectsInConsole: false, Threaded: false);
    private static readonly ChannelTraits Written = new(Exclusive: false, ConnectsInConsole: true, Threaded: true);

    public static ChannelTraits Of(Channel channel) => channel switch
    {
        Channel.Phone or Channel.BslVideo => Live,
        Channel.Sms or Channel.Email => Written,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No such channel."),
    };
}
