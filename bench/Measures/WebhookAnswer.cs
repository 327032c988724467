using System.Diagnostics;
using System.Globalization;
using Helpline.Support;

namespace Helpline.Bench.Measures;

/// <summary>
/// How long Twilio waits for our answer. Signed webhooks at a steady 50 a second, whether or not earlier ones are answered; beside them, at the same pace and
/// in the same run, a request that does nothing (/health/live), so that the ratio says what is ours and what is the machine's.
/// </summary>
internal static class WebhookAnswer
{
    private const int PerSecond = 50;
    private const int Seconds = 30;

    public static async Task RunAsync()
    {
        await using var installation = await Installation.StartAsync();
        using var client = new HttpClient();
        var webhook = new TwilioWebhook(client, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken);
        Console.WriteLine($"Webhook answers at {PerSecond}/s for {Seconds} s, after a warm-up of 5 s:");
        await SteadyAsync(5, i => WebhookAsync(webhook, installation.Url, i));
        var nothing = await SteadyAsync(5, _ => client.GetAsync(new Uri(installation.Url + "/health/live")));
        var texts = await SteadyAsync(Seconds, i => WebhookAsync(webhook, installation.Url, (2 * i) + 1));
        var calls = await SteadyAsync(Seconds, i => WebhookAsync(webhook, installation.Url, 2 * i));
        Console.WriteLine($"  /health/live            {nothing}");
        Console.WriteLine($"  /twilio/sms/incoming    {texts}");
        Console.WriteLine($"  /twilio/voice/incoming  {calls}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio of p50 to /health/live: text {texts.At(0.5) / nothing.At(0.5):0.0}x, call {calls.At(0.5) / nothing.At(0.5):0.0}x"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  target p99 <= 100 ms: text {Verdict(texts)}, call {Verdict(calls)}"));
    }

    private static string Verdict(Percentiles p) => p.At(0.99) <= 100 ? "met" : "MISSED";

    private static Task<HttpResponseMessage> WebhookAsync(TwilioWebhook webhook, string url, int i)
    {
        var from = $"+447700900{i % 900 + 100}";
        return i % 2 == 0
            ? webhook.PostAsync($"{url}/twilio/voice/incoming", TwilioWebhook.Call(TwilioWebhook.NewSid("CA"), from, TestLine.Northants.Phone))
            : webhook.PostAsync($"{url}/twilio/sms/incoming", TwilioWebhook.Text(TwilioWebhook.NewSid("SM"), from, TestLine.Northants.Sms, "Hello, can I talk to someone?"));
    }

    private static async Task<Percentiles> SteadyAsync(int seconds, Func<int, Task<HttpResponseMessage>> send)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var running = new List<Task<double>>();
        for (var i = 0; i < seconds * PerSecond; i++)
        {
            await pace.WaitForNextTickAsync();
            running.Add(TimeAsync(send, i));
        }

        return new Percentiles(await Task.WhenAll(running));
    }

    private static async Task<double> TimeAsync(Func<int, Task<HttpResponseMessage>> send, int i)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await send(i);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
