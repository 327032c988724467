namespace Helpline.Bench.Routing;

/// <summary>So many at once.</summary>
internal static class Crowd
{
    /// <summary>Each item once, by <paramref name="atOnce"/> callers that take the next when they are done with one.</summary>
    public static async Task EachAsync<T>(IEnumerable<T> items, int atOnce, Func<T, Task> act) =>
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (item, _) => await act(item));

    /// <summary>Again and again by <paramref name="atOnce"/> callers until the time is over.</summary>
    /// <returns>How often it was done, and the seconds that took.</returns>
    public static async Task<(int Count, double Seconds)> ForAsync(TimeSpan time, int atOnce, Func<Task> act)
    {
        var (count, began) = (0, TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (TimeProvider.System.GetElapsedTime(began) < time)
            {
                await act();
                Interlocked.Increment(ref count);
            }
        })));
        return (count, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }
}
