using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Records;

namespace Helpline.Gateway.Sms;

/// <summary>A text of ours has come further. Statuses come in any order; Records ranks them.</summary>
internal sealed class SmsDelivery(IOutbox outbox, DeliveryAnnouncer announcer)
{
    /// <param name="message">Our own id, from the address of the notice: a text whose sending timed out is found by it.</param>
    /// <summary>Keeps the news and tells the consoles, if it is news.</summary>
    public async Task ApplyAsync(string messageSid, MessageId? message, DeliveryNews news, CancellationToken cancellationToken)
    {
        if (message is { } ours)
        {
            await outbox.AcceptedAsync(ours, messageSid, DeliveryState.Accepted, cancellationToken);
        }

        if (await outbox.ApplyStatusAsync(messageSid, news.State, news.Problem, cancellationToken) is { } change)
        {
            await announcer.AnnounceAsync(change.Pool, change.Contact, cancellationToken);
        }
    }
}
