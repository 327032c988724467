using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>Calls the library's functions, and brings the library to a Redis that does not have it.</summary>
internal static class LibraryCalls
{
    /// <summary>The arguments of FCALL.</summary>
    public static object[] Of(Script script, PoolKeys keys, RedisValue[] arguments)
    {
        var call = new object[3 + arguments.Length];
        (call[0], call[1], call[2]) = (script.Function, Script.Keys, keys.Root);
        for (var i = 0; i < arguments.Length; i++)
        {
            call[3 + i] = arguments[i];
        }

        return call;
    }

    public static async Task<RedisResult[]> RunAsync(IDatabase database, object[] call, CancellationToken cancellationToken)
    {
        try
        {
            return (RedisResult[])await database.ExecuteAsync("FCALL", call).WaitAsync(RedisConnection.Patience, cancellationToken);
        }
        catch (RedisServerException e) when (e.Message.Contains("Function not found", StringComparison.Ordinal))
        {
            await LoadAsync(database, cancellationToken);
            return (RedisResult[])await database.ExecuteAsync("FCALL", call).WaitAsync(RedisConnection.Patience, cancellationToken);
        }
    }

    private static async Task LoadAsync(IDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync("FUNCTION", "LOAD", Library.Text).WaitAsync(RedisConnection.Patience, cancellationToken);
        }
        catch (RedisServerException e) when (e.Message.Contains("already exists", StringComparison.Ordinal))
        {
            // Another node was faster.
        }
    }
}
