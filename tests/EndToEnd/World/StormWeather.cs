using Helpline.Simulator.Webhooks;

namespace Helpline.EndToEnd.World;

/// <summary>Changes the network's troubles every second, each time by dice; calm when disposed of.</summary>
public sealed class StormWeather : IAsyncDisposable
{
    /// <summary>Later than any request for instructions may be: the network gives up and asks the number's fallback.</summary>
    private static readonly TimeSpan PastAllWaiting = TimeSpan.FromSeconds(16);

    private readonly PeriodicTimer timer = new(TimeSpan.FromSeconds(1), TimeProvider.System);
    private readonly Task changing;
    private readonly Troubles troubles;

    public StormWeather(Troubles troubles, Random random)
    {
        this.troubles = troubles;
        changing = ChangeAsync(random);
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await changing;
        troubles.Clear();
    }

    private async Task ChangeAsync(Random random)
    {
        do
        {
            Change(random);
        }
        while (await timer.WaitForNextTickAsync());
    }

    private void Change(Random random)
    {
        troubles.Clear();
        (troubles.Duplicate, troubles.Reorder) = (random.Next(2) == 0, random.Next(2) == 0);
        troubles.Delay = random.Next(16) == 0 ? PastAllWaiting : TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(1_500) : 0);
        troubles.DropEvery = random.Next(3) == 0 ? random.Next(2, 5) : 0;
        troubles.RestTimes = random.Next(1, 6);
        troubles.Rest = random.Next(3) == 0 ? (RestTrouble)random.Next(1, 4) : RestTrouble.None;
        if (random.Next(8) == 0)
        {
            (troubles.RestOf, troubles.Rest) = ("Queues", RestTrouble.NotThere); // as if the caller had just left the queue
        }

        (troubles.Legs, troubles.BreaksAfter) = (random.Next(10) switch { 0 => LegTrouble.NeverJoins, 1 => LegTrouble.Breaks, _ => LegTrouble.None }, TimeSpan.FromMilliseconds(random.Next(5_000)));
    }
}
