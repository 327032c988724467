using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Records.Accounts;

/// <summary>Makes an account what the caller says it is, all of it or nothing.</summary>
internal sealed class AccountWriting(IServiceScopeFactory scopes)
{
    public async Task UpsertAsync(NewAccount account, CancellationToken cancellationToken)
    {
        RecordsSetupException.ThrowIfAny([.. ProblemsOf(account)]);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RecordsContext>();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

            // Nodes that start together write the same account one after the other.
            await db.Database.ExecuteSqlAsync($"lock table agent_profile in share row exclusive mode", cancellationToken);
            var user = await SignInPartAsync(users, account);
            await RolesPartAsync(users, user, account);
            await ProfilePartAsync(db, user, account, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not RecordsUnavailableException && RecordsUnavailableException.Explains(e))
        {
            throw RecordsUnavailableException.Because(e);
        }
    }

    private static async Task<HelplineUser> SignInPartAsync(UserManager<HelplineUser> users, NewAccount account)
    {
        var user = await users.FindByNameAsync(account.UserName);
        if (user is null)
        {
            user = new HelplineUser { Id = Guid.CreateVersion7(), UserName = account.UserName, DisplayName = account.DisplayName, Pool = account.Pool.Value };
            Must(account, await users.CreateAsync(user, account.Password));
            return user;
        }

        user.DisplayName = account.DisplayName;
        user.Pool = account.Pool.Value;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        Must(account, await users.RemovePasswordAsync(user));
        Must(account, await users.AddPasswordAsync(user, account.Password));
        return user;
    }

    private static async Task RolesPartAsync(UserManager<HelplineUser> users, HelplineUser user, NewAccount account)
    {
        var now = await users.GetRolesAsync(user);
        Must(account, await users.RemoveFromRolesAsync(user, now.Except(account.Roles, StringComparer.Ordinal)));
        Must(account, await users.AddToRolesAsync(user, account.Roles.Distinct(StringComparer.Ordinal).Except(now, StringComparer.Ordinal)));
    }

    private static async Task ProfilePartAsync(RecordsContext db, HelplineUser user, NewAccount account, CancellationToken cancellationToken)
    {
        var profile = await db.AgentProfiles.FirstOrDefaultAsync(p => p.AccountId == user.Id, cancellationToken);
        if (profile is null)
        {
            profile = new AgentProfileRow { AccountId = user.Id };
            db.AgentProfiles.Add(profile);
        }

        profile.Skills = [.. Skill.Normalise(account.Skills)];
        profile.Backups = [.. (account.Backups ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        profile.Capacity = Capacity.ToJson(account.Capacity);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<string> ProblemsOf(NewAccount account)
    {
        var name = $"Account '{account.UserName}'";
        if (string.IsNullOrWhiteSpace(account.DisplayName))
        {
            yield return $"{name} has no display name: give the first name, or the chosen name, that colleagues shall see.";
        }

        if (!ShortName.IsValid(account.Pool.Value))
        {
            yield return $"{name} names the pool '{account.Pool}': use lower-case letters, digits and dashes, 1 to {ShortName.MaxLength}.";
        }

        foreach (var role in account.Roles.Where(r => r is not (Roles.Agent or Roles.Supervisor)))
        {
            yield return $"{name} names the role '{role}': there are {Roles.Agent} and {Roles.Supervisor}.";
        }

        foreach (var skill in account.Skills.Where(s => !Skill.IsValid(s)))
        {
            yield return $"{name} names the skill '{skill}': skills look like line:northants, lang:en, bsl or, with a level from 1 to {Skill.MaxLevel}, specialism:disability@3.";
        }

        foreach (var group in (account.Backups ?? []).Where(g => !ShortName.IsValid(g)))
        {
            yield return $"{name} names the back-up group '{group}': use lower-case letters, digits and dashes, 1 to {ShortName.MaxLength}.";
        }

        foreach (var (channel, count) in account.Capacity.Where(c => c.Value < 1 || !Enum.IsDefined(c.Key)))
        {
            yield return $"{name} has a capacity of {count} for {channel}: give 1 or more, or leave the channel out.";
        }
    }

    private static void Must(NewAccount account, IdentityResult result) =>
        RecordsSetupException.ThrowIfAny([.. result.Errors.Select(e => $"Account '{account.UserName}': {e.Description}")]);
}
