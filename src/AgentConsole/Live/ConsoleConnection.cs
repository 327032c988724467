using System.Threading.Channels;
using Helpline.AgentConsole.Access;

namespace Helpline.AgentConsole.Live;

/// <summary>
/// One window. It has a queue and a sender of its own, so that a browser that does not read (asleep, a dying link) never holds up another's ring.
/// </summary>
internal sealed class ConsoleConnection(string id, ConsoleUser user, IConsoleClient client, Action abort, ILogger<ConsoleConnection> logger)
{
    /// <summary>Far more than a healthy browser is ever behind; beyond it, reading everything again is cheaper.</summary>
    public const int MostUnsent = 1000;

    private readonly Channel<Func<IConsoleClient, Task>> unsent =
        Channel.CreateBounded<Func<IConsoleClient, Task>>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });

    public string Id => id;

    public ConsoleUser User => user;

    /// <summary>Queues a call to the browser, in order with all others; never waits.</summary>
    public void Push(Func<IConsoleClient, Task> call)
    {
        if (!unsent.Writer.TryWrite(call) && unsent.Writer.TryComplete())
        {
            Log.WindowTooSlow(logger, user.Id, id);
            abort();
        }
    }

    public void Abort() => abort();

    /// <summary>Sends what is queued until the window closes.</summary>
    public async Task SendAsync(CancellationToken closed)
    {
        try
        {
            await foreach (var call in unsent.Reader.ReadAllAsync(closed))
            {
                await call(client);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The window is closed: what was queued for it goes with it.
        }
        catch (Exception exception)
        {
            // Nobody awaits this task, so its failure ends here: the browser reconnects and reads everything again.
            Log.PushFailed(logger, user.Id, id, exception);
            abort();
        }
    }
}
