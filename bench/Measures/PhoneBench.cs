using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.Bench.Measures;

/// <summary>
/// What a caller feels of us. <c>answers</c>: how long the network waits for our documents while a thousand callers wait, at 200 webhooks a second.
/// <c>moved</c>: from an agent's accept until caller and agent hear each other, the simulated network's own time included.
/// </summary>
internal static class PhoneBench
{
    private const int Waiting = 1_000;
    private const int PerSecond = 200;

    /// <summary>Of a second's webhooks: what a thousand waiting callers ask for when each hears a document of half a minute.</summary>
    private const int WaitsPerSecond = 33;

    public static async Task RunAsync(BenchArguments arguments)
    {
        if (arguments.Wants("answers"))
        {
            await AnswersAsync(arguments.Quick ? 5 : arguments.Seconds ?? 30);
        }

        if (arguments.Wants("moved"))
        {
            await MovedAsync(arguments.Quick ? 5 : arguments.Rounds ?? 300);
        }
    }

    private static async Task AnswersAsync(int seconds)
    {
        await using var installation = await Installation.StartAsync();
        using var client = new HttpClient();
        var callers = new Callers(new TwilioWebhook(client, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken), installation.Url);
        Console.WriteLine($"Voice webhooks at {PerSecond}/s for {seconds} s, {Waiting} callers waiting:");
        await SteadyAsync(Waiting / 100, 100, _ => callers.ComeAsync(stays: true));
        await SteadyAsync(3, PerSecond, callers.NextAsync);
        callers.Forget();
        var nothing = await SteadyAsync(5, PerSecond, _ => TimeAsync(() => client.GetAsync(new Uri(installation.Url + "/health/live"))));
        var all = await SteadyAsync(seconds, PerSecond, callers.NextAsync);
        foreach (var (name, times) in callers.Times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {name,-28} {new Percentiles(times)}");
        }

        Console.WriteLine($"  {"all of them",-28} {all}");
        Console.WriteLine($"  {"/health/live",-28} {nothing}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio of p50 to /health/live: {all.At(0.5) / nothing.At(0.5):0.0}x; over 2 s: {all.Over(2000)}"));
        Console.WriteLine($"  target p99 <= 50 ms {(all.At(0.99) <= 50 ? "met" : "MISSED")}; none over 2 s {(all.Over(2000) == 0 ? "met" : "MISSED")}");
    }

    private static async Task MovedAsync(int calls)
    {
        await using var installation = await Installation.StartAsync();
        await using var maya = await AgentRobot.SignInAsync(installation, "maya");
        await maya.BeAvailableAsync();
        var amira = installation.Network.Telephones.Phones[SimulatedNetwork.Amira];
        List<double> moved = [];
        for (var i = -5; i < calls; i++)
        {
            amira.Ring(TestLine.Northants.Phone);
            await amira.HearsAsync("number");
            await maya.SeesAsync(AssignmentState.Offered);
            var began = Stopwatch.GetTimestamp();
            var (assignment, line) = await maya.TakeCallAsync(installation);
            if (i >= 0)
            {
                moved.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            amira.HangUp();
            await amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
            await line.WaitUntilAsync(l => l.Ending is not null);
            await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
            await maya.LogOutcomeAsync(assignment.Id);
            await maya.SeesAsync(AssignmentState.Done, a => a.Id == assignment.Id);
        }

        var times = new Percentiles(moved);
        Console.WriteLine("From an agent's accept until the caller is with them:");
        Console.WriteLine($"  accept -> talking            {times}");
        Console.WriteLine($"  target p99 <= 300 ms {(times.At(0.99) <= 300 ? "met" : "MISSED")}");
    }

    /// <summary>Sends at a steady pace whether or not earlier ones are answered; late ticks are made up for.</summary>
    private static async Task<Percentiles> SteadyAsync(int seconds, int perSecond, Func<int, Task<double>> send)
    {
        var began = Stopwatch.GetTimestamp();
        var running = new List<Task<double>>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (running.Count < seconds * perSecond)
        {
            await pace.WaitForNextTickAsync();
            var due = Math.Min(seconds * perSecond, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond));
            while (running.Count < due)
            {
                running.Add(send(running.Count));
            }
        }

        return new Percentiles(await Task.WhenAll(running));
    }

    private static async Task<double> TimeAsync(Func<Task<HttpResponseMessage>> send)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await send();
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>People who ring, wait, and hang up.</summary>
    private sealed class Callers(TwilioWebhook webhook, string url)
    {
        private const string Queue = "QU0123456789abcdef0123456789abcdef";
        private readonly ConcurrentQueue<string> staying = new();
        private readonly ConcurrentQueue<string> leaving = new();
        private int came;

        public ConcurrentDictionary<string, ConcurrentBag<double>> Times { get; } = new(StringComparer.Ordinal);

        public void Forget() => Times.Clear();

        /// <summary>The n-th webhook of a second's mix: waits, and beside them arrivals, hang-ups and notices in equal parts.</summary>
        public Task<double> NextAsync(int i) => (i % PerSecond < WaitsPerSecond, i % 3) switch
        {
            (true, _) => WaitAsync(),
            (_, 0) => ComeAsync(stays: false),
            (_, 1) => LeaveAsync(),
            _ => NoticeAsync(),
        };

        public async Task<double> ComeAsync(bool stays)
        {
            var sid = TwilioWebhook.NewSid("CA");
            var from = $"+447700900{Interlocked.Increment(ref came) % 1_000:000}";
            var time = await SendAsync("incoming", TwilioWebhook.Call(sid, from, TestLine.Northants.Phone));
            (stays ? staying : leaving).Enqueue(sid);
            return time;
        }

        private Task<double> WaitAsync()
        {
            staying.TryDequeue(out var sid);
            staying.Enqueue(sid!);
            return SendAsync("wait", With(Call(sid!), ("QueueSid", Queue), ("QueuePosition", "1"), ("QueueTime", "30")));
        }

        private Task<double> LeaveAsync() =>
            leaving.TryDequeue(out var sid) ? SendAsync("queue-left", With(Call(sid), ("QueueSid", Queue), ("QueueResult", "hangup"), ("QueueTime", "9"))) : NoticeAsync();

        private Task<double> NoticeAsync() => SendAsync(
            "conference",
            With([], ("ConferenceSid", "CF" + Queue[2..]), ("FriendlyName", $"contact-{ContactId.New()}"), ("StatusCallbackEvent", "participant-mute"), ("SequenceNumber", "3"),
                ("CallSid", TwilioWebhook.NewSid("CA"))));

        private static Dictionary<string, string> Call(string sid) => TwilioWebhook.Call(sid, "+447700900123", TestLine.Northants.Phone, "in-progress");

        private static Dictionary<string, string> With(Dictionary<string, string> fields, params ReadOnlySpan<(string Name, string Value)> more)
        {
            foreach (var (name, value) in more)
            {
                fields[name] = value;
            }

            return fields;
        }

        private async Task<double> SendAsync(string what, Dictionary<string, string> fields)
        {
            var time = await TimeAsync(() => webhook.PostAsync($"{url}/twilio/voice/{what}", fields));
            Times.GetOrAdd(what, _ => []).Add(time);
            return time;
        }
    }
}
