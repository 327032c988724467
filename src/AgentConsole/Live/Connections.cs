using System.Collections.Concurrent;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Helpline.AgentConsole.Live;

/// <summary>The console windows this node holds.</summary>
internal sealed class Connections(IHubContext<ConsoleHub, IConsoleClient> hub, ILogger<ConsoleConnection> logger)
{
    private readonly ConcurrentDictionary<string, ConsoleConnection> all = new(StringComparer.Ordinal);

    /// <summary>From here on the window gets the changes of its pool.</summary>
    public void Open(HubCallerContext context, ConsoleUser user)
    {
        var connection = new ConsoleConnection(context.ConnectionId, user, hub.Clients.Client(context.ConnectionId), context.Abort, logger);
        all[connection.Id] = connection;
        _ = connection.SendAsync(context.ConnectionAborted);
        Log.WindowOpened(logger, user.Id, connection.Id);
    }

    public void Closed(HubCallerContext context)
    {
        if (all.TryRemove(context.ConnectionId, out var connection))
        {
            Log.WindowClosed(logger, connection.User.Id, connection.Id);
        }
    }

    public IReadOnlyCollection<PoolId> Pools => all.Select(entry => entry.Value.User.Pool).ToHashSet();

    public IEnumerable<ConsoleConnection> OfPool(PoolId pool) => all.Select(entry => entry.Value).Where(connection => connection.User.Pool == pool);

    /// <summary>The agent's windows other than the one named.</summary>
    public IEnumerable<ConsoleConnection> OthersOf(AgentId agent, string id) =>
        all.Select(entry => entry.Value).Where(connection => connection.User.Id == agent && !string.Equals(connection.Id, id, StringComparison.Ordinal));

    /// <summary>Closes the windows of one sign-in.</summary>
    public void Close(string session)
    {
        foreach (var connection in all.Select(entry => entry.Value).Where(connection => string.Equals(connection.User.Session, session, StringComparison.Ordinal)))
        {
            connection.Abort();
        }
    }
}
