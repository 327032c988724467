namespace Helpline.Simulator;

/// <summary>Waits for a condition that can only change when an event is raised.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns once it holds.</summary>
    /// <param name="otherwise">Describes how things stand, when it does not come to hold in time.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public static async Task UntilAsync(Action<EventHandler> subscribe, Action<EventHandler> unsubscribe, Func<bool> condition, TimeSpan? within, Func<string> otherwise)
    {
        var holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, EventArgs e)
        {
            if (condition())
            {
                holds.TrySetResult();
            }
        }

        subscribe(Look);
        try
        {
            Look(null, EventArgs.Empty);
            await holds.Task.WaitAsync(within ?? Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(otherwise(), e);
        }
        finally
        {
            unsubscribe(Look);
        }
    }
}
