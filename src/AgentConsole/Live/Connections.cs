using System.Collections.Concurrent;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <summary>The console windows this node holds.</summary>
internal sealed class Connections
{
    private readonly ConcurrentDictionary<string, ConsoleConnection> all = new(StringComparer.Ordinal);

    public void Add(ConsoleConnection connection) => all[connection.Id] = connection;

    public ConsoleConnection? Remove(string id) => all.TryRemove(id, out var connection) ? connection : null;

    public IEnumerable<ConsoleConnection> OfPool(PoolId pool) => all.Select(entry => entry.Value).Where(connection => connection.User.Pool == pool);

    public IEnumerable<ConsoleConnection> OfAgent(AgentId agent) => all.Select(entry => entry.Value).Where(connection => connection.User.Id == agent);

    /// <summary>Closes the windows of one sign-in.</summary>
    public void Close(string session)
    {
        foreach (var connection in all.Select(entry => entry.Value).Where(connection => string.Equals(connection.User.Session, session, StringComparison.Ordinal)))
        {
            connection.Abort();
        }
    }
}
