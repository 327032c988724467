using System.Threading.Channels;
using Helpline.Contracts;

namespace Helpline.Gateway.Outbox;

/// <summary>Wakes the sender; however often it rings while the sender works, it wakes once.</summary>
internal sealed class OutboxBell
{
    private readonly Channel<bool> rings = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or at once if it rang since.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await rings.Reader.ReadAsync(cancellationToken);
}

/// <summary>Rings when an agent has written something, so that it leaves at once and not at the next poll.</summary>
internal sealed class OutboxWake(OutboxBell bell) : IRoutingEventHandler
{
    public string Name => "outbox";

    public Task HandleAsync(RoutingEvent routingEvent, CancellationToken cancellationToken)
    {
        if (routingEvent.Kind == RoutingEventKind.News
            && Enum.TryParse<ContactNews>(routingEvent.Reason, ignoreCase: true, out var news)
            && news == ContactNews.MessageQueued)
        {
            bell.Ring();
        }

        return Task.CompletedTask;
    }
}
