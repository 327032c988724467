namespace Helpline.Support;

/// <summary>Waits for something that happens elsewhere (another process, a browser); never a fixed sleep.</summary>
public static class Poll
{
    public static async Task Until(Func<Task<bool>> condition, Func<string> what, TimeSpan? within = null)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        var limit = within ?? TimeSpan.FromSeconds(20);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain: {what()}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    public static Task Until(Func<Task<bool>> condition, string what, TimeSpan? within = null) => Until(condition, () => what, within);

    public static Task Until(Func<bool> condition, string what, TimeSpan? within = null) => Until(condition, () => what, within);

    /// <param name="what">Asked only when it was in vain, so that it says how things stand then.</param>
    /// <summary>Waits for something that can be seen at once.</summary>
    public static Task Until(Func<bool> condition, Func<string> what, TimeSpan? within = null) => Until(() => Task.FromResult(condition()), what, within);
}
