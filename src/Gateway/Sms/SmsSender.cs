using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Sms;

/// <summary>Texts go out by Twilio, from the number of the line they came to.</summary>
internal sealed class SmsSender(TwilioApi twilio, IServiceLines lines, IOptions<TwilioOptions> options) : IChannelSender
{
    /// <summary>Twilio's clock and ours may differ, and its dates are whole seconds.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    public Channel Channel => Channel.Sms;

    public bool IsReady => options.Value.IsConfigured;

    public TimeSpan Patience => TimeSpan.FromSeconds(options.Value.SmsValiditySeconds);

    public bool Knows(string providerId) => providerId.StartsWith("SM", StringComparison.Ordinal) || providerId.StartsWith("MM", StringComparison.Ordinal);

    public async Task<SendOutcome> SendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.To.IsWithheld)
        {
            return new(SendResult.Refused, Problem: "The person's number is withheld, so there is nowhere to send a text.");
        }

        if (NumberOf(item.Line) is not { } from)
        {
            return new(SendResult.Refused, Problem: "This line has no number for texts any more, so it was not sent. Tell your supervisor.");
        }

        // The status notice names our own message too, so that it is understood even if it overtakes the answer to this request.
        var statusUrl = options.Value.Absolute($"/twilio/sms/status?message={item.Id}#rc=5&rp=all");
        var reply = await twilio.CreateMessageAsync(new(from, item.To.Reveal, item.Text, statusUrl, options.Value.SmsValiditySeconds), cancellationToken);
        return reply.Outcome switch
        {
            TwilioOutcome.Ok => new(SendResult.Accepted, reply.Value!.Sid, Read(reply.Value).State),
            TwilioOutcome.Unknown => new(SendResult.Unknown),
            TwilioOutcome.Unavailable => new(SendResult.NotSent),

            // Our credentials or address are wrong: an operator mends that, and the text still goes.
            TwilioOutcome.Rejected when reply.IsRefusedForUs => new(SendResult.NotSent),
            TwilioOutcome.NotFound => new(SendResult.NotSent),
            TwilioOutcome.Rejected => new(SendResult.Refused, Problem: SmsStatus.Problem(reply.Code)),
        };
    }

    public async Task<MatchOutcome> MatchAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.To.IsWithheld || NumberOf(item.Line) is not { } from)
        {
            return new(MatchResult.NotFound);
        }

        var reply = await twilio.ListMessagesAsync(from, item.To.Reveal, cancellationToken);
        if (reply.Outcome != TwilioOutcome.Ok)
        {
            return new(MatchResult.CannotTell);
        }

        var found = reply.Value!.Messages
            .Where(m => string.Equals(m.To, item.To.Reveal, StringComparison.Ordinal)
                && string.Equals(m.Body, item.Text, StringComparison.Ordinal)
                && m.CreatedAt >= item.FirstTriedAt - ClockDifference)
            .Reverse()
            .Select(m => new MatchCandidate(m.Sid, Read(m).State))
            .ToList();
        return found.Count == 0 ? new(MatchResult.NotFound) : new(MatchResult.Found, found);
    }

    public async Task<DeliveryNews?> AskAsync(string providerId, CancellationToken cancellationToken)
    {
        var reply = await twilio.FetchMessageAsync(providerId, cancellationToken);
        return reply.Outcome == TwilioOutcome.Ok ? SmsStatus.Read(reply.Value!.Status, reply.Value.ErrorCode ?? 0) : null;
    }

    private static DeliveryNews Read(TwilioMessage message) =>
        SmsStatus.Read(message.Status, message.ErrorCode ?? 0) ?? new(DeliveryState.Accepted, Problem: null);

    private string? NumberOf(LineId line) => lines.Find(line)?.Addresses.FirstOrDefault(a => a.Channel == Channel.Sms)?.Address;
}
