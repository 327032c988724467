using Helpline.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>The sign-in accounts in memory: every agent by first name, all with <see cref="Data.Password"/>.</summary>
internal sealed class FakeAccounts : IUserPasswordStore<HelplineUser>, IUserLockoutStore<HelplineUser>, IUserSecurityStampStore<HelplineUser>
{
    /// <summary>Hashing is slow on purpose; these tests sign in some hundred times.</summary>
    public const int Iterations = 1;

    private static readonly string Hash =
        new PasswordHasher<HelplineUser>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations })).HashPassword(new HelplineUser(), Data.Password);

    public FakeAccounts() => Users = [.. Data.Everybody.Select(Account)];

    public List<HelplineUser> Users { get; }

    public Exception? Failure { get; set; }

    public HelplineUser Of(AgentRecord agent) => Users.Single(user => user.Id == agent.Id.Value);

    public Task<HelplineUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => FindAsync(user => user.Id == Guid.Parse(userId));

    public Task<HelplineUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync(user => string.Equals(user.NormalizedUserName, normalizedUserName, StringComparison.Ordinal));

    public Task<string?> GetPasswordHashAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetPasswordHashAsync(HelplineUser user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(HelplineUser user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockoutEnd = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<int> IncrementAccessFailedCountAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(HelplineUser user, CancellationToken cancellationToken)
    {
        user.AccessFailedCount = 0;
        return Task.CompletedTask;
    }

    public Task<int> GetAccessFailedCountAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnabled);

    public Task SetLockoutEnabledAsync(HelplineUser user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetSecurityStampAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetSecurityStampAsync(HelplineUser user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string> GetUserIdAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetUserNameAsync(HelplineUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(HelplineUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> UpdateAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> DeleteAsync(HelplineUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public void Dispose()
    {
        // Nothing is held.
    }

    private static HelplineUser Account(AgentRecord agent) => new()
    {
        Id = agent.Id.Value,
        UserName = agent.DisplayName.ToLowerInvariant(),
        NormalizedUserName = agent.DisplayName.ToUpperInvariant(),
        DisplayName = agent.DisplayName,
        Pool = agent.Pool.Value,
        LockoutEnabled = true,
        SecurityStamp = "first",
        PasswordHash = Hash,
    };

    private Task<HelplineUser?> FindAsync(Func<HelplineUser, bool> which) => Failure is null ? Task.FromResult(Users.FirstOrDefault(which)) : throw Failure;
}
