using Microsoft.Extensions.Hosting;

namespace Helpline.Gateway;

internal static class HostStart
{
    /// <summary>Returns when the host listens: workers start before it does, and whoever the network leads to us before that finds nobody.</summary>
    public static async Task ListensAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => listening.TrySetResult());
        await listening.Task.WaitAsync(cancellationToken);
    }
}
