using Helpline.Contracts;
using Helpline.Host.Demo;
using Helpline.Records;

namespace Helpline.Host.Startup;

/// <summary>What must be true before the first request: a schema, a mark, lines, and in a demo someone who can sign in.</summary>
internal static class Preparation
{
    /// <summary>Runs once at start, on every node at once if it must.</summary>
    /// <exception cref="StartProblem">The database and the way of starting do not belong together.</exception>
    public static async Task RunAsync(IServiceProvider services, IConfiguration configuration, DemoMode? demo)
    {
        var lines = LineSettings.Read(configuration);
        var setup = services.GetRequiredService<IRecordsSetup>();
        await setup.MigrateAsync(CancellationToken.None);
        await MarkAsync(setup, demo is not null);
        await setup.SeedLinesAsync(lines, CancellationToken.None);
        await services.GetRequiredService<IServiceLines>().RefreshAsync(CancellationToken.None);
        await AddFirstAccountAsync(setup, configuration);
        if (demo is not null)
        {
            await demo.AddAccountsAsync(setup, lines);
        }
    }

    private static async Task MarkAsync(IRecordsSetup setup, bool demo)
    {
        switch (await setup.IsDemoAsync(CancellationToken.None))
        {
            case true when !demo:
                throw new StartProblem("this database was made by a demo and holds demo accounts. Point ConnectionStrings:Postgres at another database, or start with ./helpline run alone.");
            case false when demo:
                throw new StartProblem("demo mode was asked for, but this database belongs to a real installation. Nothing was changed. Remove Helpline:Demo, or use another database.");
            case null:
                await setup.MarkAsync(demo, CancellationToken.None);
                break;
            default:
                break;
        }
    }

    /// <summary>An operator's way in: Helpline:FirstAccount:{UserName,Password} makes a supervisor in an installation without accounts.</summary>
    private static async Task AddFirstAccountAsync(IRecordsSetup setup, IConfiguration configuration)
    {
        var first = configuration.GetSection("Helpline:FirstAccount");
        if (first["UserName"] is not { Length: > 0 } userName || await setup.HasAccountsAsync(CancellationToken.None))
        {
            return;
        }

        var password = first["Password"] ?? throw new StartProblem("Helpline:FirstAccount:UserName is set but Helpline:FirstAccount:Password is not.");
        await setup.UpsertAccountAsync(
            new NewAccount(userName, userName, password, new PoolId(first["Pool"] ?? "main"), [Roles.Supervisor], [], new Dictionary<Channel, int>()),
            CancellationToken.None);
    }
}
