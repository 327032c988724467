using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Voice;

/// <summary>What every voice request says about its call, and the progress callbacks.</summary>
internal sealed class CallReports(SimulatorOptions options, Callbacks callbacks, NetworkClock time)
{
    public const string ApiVersion = "2010-04-01";

    /// <summary>The fields of every request about this call. Source: Twilio, "TwiML Voice: Twilio's request to your application".</summary>
    public List<KeyValuePair<string, string>> Fields(CallLeg leg)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("CallSid", leg.Sid), new("AccountSid", options.AccountSid), new("From", leg.From), new("To", leg.To), new("Caller", leg.From), new("Called", leg.To),
            new("CallStatus", leg.Status.Wire()), new("ApiVersion", ApiVersion), new("Direction", leg.Direction),
        ];
        if (leg.ParentSid is not null)
        {
            fields.Add(new("ParentCallSid", leg.ParentSid));
        }

        if (!leg.From.StartsWith("client:", StringComparison.Ordinal))
        {
            fields.AddRange(Geography(leg));
        }

        // A browser's own field may replace To, as Twilio's does, but nothing the network itself vouches for.
        fields.AddRange(leg.CustomFields.Where(c => c.Key != "To" && fields.TrueForAll(f => f.Key != c.Key)));
        return fields;
    }

    /// <summary>The call has come to a new stage: initiated, ringing, answered or completed.</summary>
    public void Report(CallLeg leg, string stage)
    {
        if (leg.Callback is not { } callback || !callback.Events.Contains(stage, StringComparer.Ordinal))
        {
            return;
        }

        var fields = Fields(leg);
        fields.Add(new("Timestamp", Sid.Date(time.GetUtcNow())));
        fields.Add(new("CallbackSource", "call-progress-events"));
        fields.Add(new("SequenceNumber", Sid.Number(leg.NextSequence())));
        if (leg.Status.IsOver())
        {
            var seconds = (leg.Ended - leg.Started)?.TotalSeconds ?? 0;
            fields.Add(new("CallDuration", Sid.Number(seconds)));
            fields.Add(new("Duration", Sid.Number(Math.Ceiling(seconds / 60))));
            fields.Add(new("SipResponseCode", SipCode(leg.Status)));
        }

        callbacks.Post(new Webhook(callback.Url, callback.Method, leg.Sid, Voice: true, fields));
    }

    /// <summary>Tells an <c>action</c> address something whose answer no longer matters, because the caller has gone or moved on.</summary>
    public void Tell(CallLeg leg, string url, string method, IEnumerable<KeyValuePair<string, string>> more) =>
        callbacks.Post(new Webhook(url, method, leg.Sid, Voice: true, [.. Fields(leg), .. more]));

    private static string SipCode(CallStatus status) => status switch
    {
        CallStatus.Busy => "486",
        CallStatus.NoAnswer => "480",
        CallStatus.Failed => "404",
        CallStatus.Canceled => "487",
        _ => "200",
    };

    /// <summary>British numbers come with a country and otherwise blanks.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Geography(CallLeg leg)
    {
        foreach (var (side, number) in new[] { ("From", leg.From), ("To", leg.To), ("Caller", leg.From), ("Called", leg.To) })
        {
            yield return new($"{side}City", "");
            yield return new($"{side}State", "");
            yield return new($"{side}Zip", "");
            yield return new($"{side}Country", Country(number));
        }
    }

    public static string Country(string number) => number.StartsWith("+44", StringComparison.Ordinal) ? "GB" : "";
}
