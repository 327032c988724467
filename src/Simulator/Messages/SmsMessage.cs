namespace Helpline.Simulator.Messages;

/// <summary>One text, either way.</summary>
internal sealed class SmsMessage(string from, string to, string body, string direction, DateTimeOffset created)
{
    public string Sid { get; } = Helpline.Simulator.Sid.New("SM");

    public string From => from;

    public string To => to;

    public string Body => body;

    /// <summary>inbound, outbound-api or outbound-reply.</summary>
    public string Direction => direction;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>queued, sending, sent, delivered, undelivered, failed, received or canceled.</summary>
    public string Status { get; set; } = direction == "inbound" ? "received" : "queued";

    public int? ErrorCode { get; set; }

    public int Segments { get; } = SmsSegments.Count(body);

    public string? CallbackUrl { get; init; }
}
