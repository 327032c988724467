using System.Diagnostics;
using Npgsql;

namespace Helpline.Support;

/// <summary>A real PostgreSQL in a temporary folder, reached by loopback. Each test takes a database of its own.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hl-pg-").FullName;
    private readonly int port = ServerProcess.FreePort();
    private ServerProcess? process;
    private int databases;
    private string earlierOutput = "";

    /// <summary>Its log, over all its starts.</summary>
    public string Output => $"{earlierOutput}\n{process?.Output}";

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        await server.InitAsync();
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new database: empty, or a copy of another to which nobody is connected.</summary>
    public async Task<string> CreateDatabaseAsync(string? copyOf = null)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        var template = copyOf is null ? "" : $" template {new NpgsqlConnectionStringBuilder(copyOf).Database}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}{template}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>A whole database as text, as an operator's backup has it; binary columns in hex.</summary>
    public static async Task<string> DumpAsync(string connectionString)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        using var dump = Process.Start(new ProcessStartInfo(Binary("pg_dump"), ["-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PGPASSWORD"] = at.Password },
        })!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        return dump.ExitCode == 0 ? text : throw new InvalidOperationException("pg_dump failed.");
    }

    public async Task StartAgainAsync()
    {
        // exec, so that the signal meant for the server reaches it and not a shell around it. INT is PostgreSQL's fast stop.
        process = ServerProcess.Start($"exec {AsPostgres} {Binary("postgres")} -D '{folder}/data' -p {port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=200", folder, "INT");
        await process.UntilReadyAsync(IsReadyAsync, $"PostgreSQL on port {port}");
    }

    public async Task StopAsync()
    {
        if (process is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await process.DisposeAsync();
            earlierOutput = $"{earlierOutput}\n{process.Output}";
            process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string AsPostgres => ServerProcess.IsRoot ? "setpriv --reuid postgres --regid postgres --init-groups --" : "";

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=helpline;Password=test;Database={database};Include Error Detail=false";

    private async Task InitAsync()
    {
        var own = ServerProcess.IsRoot ? $"chown postgres:postgres '{folder}' &&" : "";
        using var init = Process.Start(new ProcessStartInfo("/bin/sh", ["-c",
            $"{own} cd '{folder}' && printf test > pw && chmod 644 pw && {AsPostgres} {Binary("initdb")} -D '{folder}/data' --auth=scram-sha-256 --pwfile=pw -U helpline -E UTF8 --locale=C.UTF-8 --no-sync"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await init.StandardError.ReadToEndAsync();
        await init.WaitForExitAsync();
        if (init.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {said}");
        }
    }

    /// <summary>Debian keeps the server's programs out of PATH.</summary>
    private static string Binary(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => $"{d}/bin/{name}").FirstOrDefault(File.Exists) ?? name
            : name;

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Timeout=2;Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
