namespace Helpline.Simulator.Webhooks;

/// <summary>
/// Status callbacks: fired and forgotten by whoever caused them. Those about one thing go one after the other, unless <see cref="Troubles.Reorder"/>
/// swaps neighbours; those about different things do not wait for each other.
/// </summary>
internal sealed class Callbacks(WebhookSender sender, Troubles troubles, WarningLog warnings, TimeProvider time)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Webhook> held = new(StringComparer.Ordinal);

    public void Post(Webhook webhook)
    {
        if (troubles.DropsThis())
        {
            return;
        }

        lock (gate)
        {
            if (!troubles.Reorder)
            {
                Append(webhook);
            }
            else if (held.Remove(webhook.Sid, out var earlier))
            {
                Append(webhook);
                Append(earlier);
            }
            else
            {
                held[webhook.Sid] = webhook;
                _ = ReleaseAsync(webhook);
            }
        }
    }

    private async Task ReleaseAsync(Webhook webhook)
    {
        await Task.Delay(LongestHold, time, CancellationToken.None);
        lock (gate)
        {
            if (held.TryGetValue(webhook.Sid, out var still) && ReferenceEquals(still, webhook))
            {
                held.Remove(webhook.Sid);
                Append(webhook);
            }
        }
    }

    private void Append(Webhook webhook)
    {
        if (!lanes.TryGetValue(webhook.Sid, out var lane))
        {
            lanes[webhook.Sid] = lane = new Lane();
        }

        lane.Waiting++;
        lane.Tail = AfterAsync(lane.Tail, webhook);
    }

    private async Task AfterAsync(Task before, Webhook webhook)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await sender.SendAsync(webhook);
        }
        catch (WebhookFailure failure)
        {
            warnings.Add(failure.Code, $"status callback: {failure.Message}", webhook.Sid, webhook.Url);
        }

        lock (gate)
        {
            if (lanes.TryGetValue(webhook.Sid, out var lane) && --lane.Waiting == 0)
            {
                lanes.Remove(webhook.Sid);
            }
        }
    }

    private sealed class Lane
    {
        public Task Tail { get; set; } = Task.CompletedTask;

        public int Waiting { get; set; }
    }
}
