using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Accounts;

internal sealed class AgentDirectory(RecordsDatabase database) : IAgentDirectory
{
    public async Task<AgentRecord?> FindAsync(AgentId agent, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(db => ReadAsync(db, db.Users.Where(u => u.Id == agent.Value), cancellationToken), cancellationToken);
        return found.SingleOrDefault();
    }

    public Task<IReadOnlyList<AgentRecord>> OfPoolAsync(PoolId pool, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, db.Users.Where(u => u.Pool == pool.Value), cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<AgentRecord>> ReadAsync(RecordsContext db, IQueryable<HelplineUser> users, CancellationToken cancellationToken)
    {
        var rows = await users
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id)
            .Select(u => new
            {
                u.Id,
                u.Pool,
                u.DisplayName,
                Roles = db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!).OrderBy(n => n).ToList(),
                Profile = db.AgentProfiles.FirstOrDefault(p => p.AccountId == u.Id),
            })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AgentRecord(
            new(r.Id), new(r.Pool), r.DisplayName, r.Roles, r.Profile?.Skills ?? [], r.Profile is null ? new Dictionary<Channel, int>() : Capacity.FromJson(r.Profile.Capacity),
            r.Profile?.Backups ?? []))];
    }
}
