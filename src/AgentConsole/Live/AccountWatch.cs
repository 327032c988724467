using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Live;

/// <summary>
/// A socket outlives the request that was allowed to open it. Every half minute, windows whose account is gone, or has other roles or another pool,
/// are closed; when they come back, the cookie is held to the account first.
/// </summary>
internal sealed class AccountWatch(Connections connections, Colleagues colleagues, TimeProvider time, ILogger<AccountWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var pool in connections.Pools)
            {
                await LookAsync(pool, stoppingToken);
            }
        }
    }

    private async Task LookAsync(PoolId pool, CancellationToken stopping)
    {
        try
        {
            var accounts = (await colleagues.OfPoolAsync(pool, stopping)).ToDictionary(agent => agent.Id);
            foreach (var window in connections.OfPool(pool).Where(window => !Fits(window.User, accounts.GetValueOrDefault(window.User.Id))))
            {
                Log.WindowOutlivedAccount(logger, window.User.Id, window.Id);
                window.Abort();
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The loop outlives every failure. Windows stay open while Records is away: agents go on.
            if (!Outage.Is(exception))
            {
                Log.AccountsNotChecked(logger, pool, exception);
            }
        }
    }

    private static bool Fits(ConsoleUser user, AgentRecord? account) =>
        account is not null && user.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(account.Roles);
}
