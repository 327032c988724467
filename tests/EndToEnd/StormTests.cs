using System.Collections.Concurrent;
using System.Security.Cryptography;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;
using Helpline.Support;
using Xunit.Abstractions;

namespace Helpline.EndToEnd;

/// <summary>
/// The worst night: the network repeats, reorders, delays and loses its notices, its REST interface fails, agents decline, never join and break off, callers hang up at any moment.
/// Afterwards every call is accounted for. By default a small storm; with <c>HELPLINE_NIGHTLY=1</c> five hundred calls.
/// </summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int People = 24;

    private static readonly int Calls = Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY") == "1" ? 500 : 25;

    [Fact]
    public async Task Storm_EveryCallIsAccountedFor()
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}, {Calls} calls");
        var random = new Random(seed);
        await using var installation = await Installation.StartAsync(more: new Dictionary<string, string>(StringComparer.Ordinal) { ["Routing__ConnectSeconds"] = "10" }, crowd: People);
        await using var maya = await AgentRobot.SignInAsync(installation, "maya");
        await using var tom = await AgentRobot.SignInAsync(installation, "tom");
        using var shift = new CancellationTokenSource();
        var agents = new[] { maya, tom }.Select(robot => new StormAgent(robot, installation, new Random(random.Next())).WorkAsync(shift.Token)).ToArray();

        var (left, endings) = (Calls, new ConcurrentBag<string>());
        await Task.WhenAll(Enumerable.Range(0, People).Select(i => installation.Network.Telephones.Phones[SimulatedNetwork.InCrowd(i)])
            .Select(phone => (phone, random: new Random(random.Next())))
            .Select(async person =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    ChangeTheWeather(installation.Network.Telephones.Troubles, person.random);
                    endings.Add(await CallAsync(person.phone, person.random));
                }
            }));
        installation.Network.Telephones.Troubles.Clear();

        var record = new TheRecord(installation);
        await record.ComesToRestAsync(TimeSpan.FromMinutes(3));
        await shift.CancelAsync();
        await Task.WhenAll(agents);
        output.WriteLine(string.Join(", ", endings.GroupBy(e => e, StringComparer.Ordinal).Select(g => $"{g.Key}: {g.Count()}")));
        (await record.ContactsAsync()).ShouldBe(Calls, $"seed {seed}: every call is one contact");
        await record.HasOneHistoryAsync();
        installation.Network.Telephones.Phones.All.ShouldAllBe(p => p.State == PhoneState.Idle);
    }

    /// <summary>Somebody rings, waits as long as they can, and hangs up: before they are answered, while they talk, or when the agent has ended it.</summary>
    private static async Task<string> CallAsync(Phone phone, Random random)
    {
        phone.Ring(TestLine.Both[random.Next(2)].Phone);
        var patience = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(2_000) : random.Next(20_000, 60_000));
        var answered = await HoldsAsync(phone, p => p.State == PhoneState.Idle || p.Transcript.Any(h => h.Text.Contains(StormAgent.Greeting, StringComparison.Ordinal)), patience);
        if (answered && phone.State != PhoneState.Idle)
        {
            await HoldsAsync(phone, p => p.State == PhoneState.Idle, TimeSpan.FromMilliseconds(random.Next(3_000)));
        }

        var how = !answered ? "gave up" : phone.State == PhoneState.Idle ? "ended by us" : "hung up on an agent";
        phone.HangUp();
        await phone.WaitUntilAsync(p => p.State == PhoneState.Idle);
        return how;
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

    /// <summary>With every call it may be another.</summary>
    private static void ChangeTheWeather(Troubles troubles, Random random)
    {
        troubles.Clear();
        (troubles.Duplicate, troubles.Reorder) = (random.Next(2) == 0, random.Next(2) == 0);
        troubles.Delay = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(1_500) : 0);
        troubles.DropEvery = random.Next(3) == 0 ? random.Next(2, 5) : 0;
        troubles.RestTimes = random.Next(1, 6);
        troubles.Rest = random.Next(3) == 0 ? (RestTrouble)random.Next(1, 4) : RestTrouble.None;
    }
}
