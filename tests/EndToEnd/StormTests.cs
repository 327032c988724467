using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;
using Xunit.Abstractions;

namespace Helpline.EndToEnd;

/// <summary>
/// The worst night: the network repeats, reorders, delays (also for longer than it waits itself) and loses its notices, its REST interface fails and cannot find callers in the queue,
/// agents decline, never join and break off, callers hang up at any moment. Afterwards every call is accounted for, and nobody has heard nothing for more than ten seconds.
/// By default a small storm; with <c>HELPLINE_NIGHTLY=1</c> five hundred calls. <c>HELPLINE_SEED</c> repeats one's dice, though not its timing.
/// </summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int People = 24;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private static readonly int Calls = Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY") == "1" ? 500 : 25;

    [Fact]
    public async Task Storm_EveryCallIsAccountedFor_AndNobodyHeardNothingForLong()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HELPLINE_SEED"), CultureInfo.InvariantCulture, out var again) ? again : RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        await using var installation = await Installation.StartAsync(more: new Dictionary<string, string>(StringComparer.Ordinal) { ["Routing__ConnectSeconds"] = "10" }, crowd: People);
        await using var maya = await AgentRobot.SignInAsync(installation, "maya");
        await using var tom = await AgentRobot.SignInAsync(installation, "tom");
        using var shift = new CancellationTokenSource();
        var agents = new[] { maya, tom }.Select(robot => new StormAgent(robot, installation, new Random(random.Next())).WorkAsync(shift.Token)).ToArray();

        var began = TimeProvider.System.GetTimestamp();
        var (left, calls) = (Calls, new ConcurrentBag<StormCall>());
        await using (new StormWeather(installation.Network.Telephones.Troubles, new Random(random.Next())))
        {
            await Task.WhenAll(Enumerable.Range(0, People).Select(i => installation.Network.Telephones.Phones[SimulatedNetwork.InCrowd(i)])
                .Select(phone => (phone, random: new Random(random.Next())))
                .Select(async person =>
                {
                    while (Interlocked.Decrement(ref left) >= 0)
                    {
                        await CallAsync(person.phone, person.random);
                        calls.Add(StormCall.Of(person.phone));
                    }
                }));
        }

        var record = new TheRecord(installation);
        await record.ComesToRestAsync(TimeSpan.FromMinutes(3));
        await shift.CancelAsync();
        await Task.WhenAll(agents);
        output.WriteLine($"seed {seed}, {calls.Count} calls in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        output.WriteLine($"silence: {StormCall.Silences(calls)}");
        await IsAccountedForAsync([.. calls], record, seed);
        calls.Where(c => c.Quiet > LongestSilence).OrderByDescending(c => c.Quiet).Select(c => c.Describe())
            .ShouldBeEmpty($"seed {seed}: callers who heard nothing for more than {LongestSilence.TotalSeconds} s");
        installation.Network.Telephones.Phones.All.ShouldAllBe(p => p.State == PhoneState.Idle);
    }

    /// <summary>One contact for each call that reached us, closed for a reason; who was not answered and did not hang up was told why; nothing happened twice.</summary>
    private async Task IsAccountedForAsync(IReadOnlyList<StormCall> calls, TheRecord record, int seed)
    {
        var known = await record.CallersAsync();
        var found = calls.Select(c => (Call: c, Known: known.GetValueOrDefault(c.Sid))).ToList();
        output.WriteLine(string.Join(", ", found.GroupBy(f => $"{f.Call.Ending} / {f.Known.Reason?.ToString() ?? "never reached us"}", StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => $"{g.Key}: {g.Count()}")));
        found.Where(f => f.Known.Contact is null && f.Call.HeardUs).Select(f => f.Call.Describe()).ShouldBeEmpty($"seed {seed}: calls that reached us and are no contact");
        found.Where(f => f.Known.Contact is not null && f.Known.Reason is null).Select(f => f.Call.Describe()).ShouldBeEmpty($"seed {seed}: contacts that are closed for no reason");
        found.Where(f => f.Call is { Ending: StormCall.EndedByUs, LastWords: null }).Select(f => f.Call.Describe()).ShouldBeEmpty($"seed {seed}: callers who were cut off without a word");
        var contacts = found.Select(f => f.Known.Contact).OfType<Guid>().ToList();
        contacts.ShouldBeUnique();
        (await record.ContactsAsync()).ShouldBe(contacts.Count, $"seed {seed}: every call that reached us is one contact, and there are no others");
        await record.HasOneHistoryAsync();
    }

    /// <summary>Somebody rings, waits as long as they can, and hangs up: before they are answered, while they talk, or when the agent has ended it.</summary>
    private static async Task CallAsync(Phone phone, Random random)
    {
        phone.Ring(TestLine.Both[random.Next(2)].Phone);
        var patience = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(2_000) : random.Next(20_000, 60_000));
        if (await HoldsAsync(phone, p => p.State == PhoneState.Idle || p.Transcript.Any(h => h.Text.Contains(StormAgent.Greeting, StringComparison.Ordinal)), patience))
        {
            await HoldsAsync(phone, p => p.State == PhoneState.Idle, TimeSpan.FromMilliseconds(random.Next(3_000)));
        }

        phone.HangUp();
        await phone.WaitUntilAsync(p => p.State == PhoneState.Idle);
    }

    private static async Task<bool> HoldsAsync(Phone phone, Func<Phone, bool> condition, TimeSpan within)
    {
        try
        {
            await phone.WaitUntilAsync(condition, within);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
