using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Accounts;

/// <summary>Identity's tables under our names.</summary>
internal static class AccountTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<HelplineUser>().ToTable("account");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkey");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("account_role");
        builder.Entity<IdentityRole<Guid>>().ToTable("role");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claim");
        builder.Entity<AgentProfileRow>().ToTable("agent_profile").HasKey(p => p.AccountId);
        builder.Entity<AgentProfileRow>().Property(p => p.Capacity).HasColumnType("jsonb");
    }
}

/// <summary>What an account can take when it answers.</summary>
internal sealed class AgentProfileRow
{
    public Guid AccountId { get; set; }

    public List<string> Skills { get; set; } = [];

    /// <summary>Back-up groups.</summary>
    public List<string> Backups { get; set; } = [];

    /// <summary>JSON object: how many at once, by channel.</summary>
    public string Capacity { get; set; } = "{}";
}
