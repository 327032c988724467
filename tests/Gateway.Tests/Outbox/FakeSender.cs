using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Outbox;

/// <summary>A channel that sends nowhere.</summary>
internal sealed class FakeSender : IChannelSender
{
    public List<MessageId> Sent { get; } = [];

    public List<MessageId> Matched { get; } = [];

    public List<string> AskedFor { get; } = [];

    public Func<OutboxItem, SendOutcome> Send { get; set; } = _ => new(SendResult.Accepted, "SM-1");

    public Func<OutboxItem, MatchOutcome> Match { get; set; } = _ => new(MatchResult.NotFound);

    public Channel Channel => Channel.Sms;

    public bool IsReady { get; set; } = true;

    public TimeSpan Patience => TimeSpan.FromMinutes(15);

    public Task<SendOutcome> SendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        Sent.Add(item.Id);
        return Task.FromResult(Send(item));
    }

    public Task<MatchOutcome> MatchAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        Matched.Add(item.Id);
        return Task.FromResult(Match(item));
    }

    public bool Knows(string providerId) => providerId.StartsWith("SM", StringComparison.Ordinal);

    public Task<DeliveryNews?> AskAsync(string providerId, CancellationToken cancellationToken)
    {
        AskedFor.Add(providerId);
        return Task.FromResult<DeliveryNews?>(new(DeliveryState.Delivered, Problem: null));
    }
}
