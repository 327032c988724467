using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.OwnPhones;

internal sealed class OwnPhoneRow
{
    public Guid AgentId { get; set; }

    public bool Rings { get; set; }

    public byte[]? NumberSealed { get; set; }

    public int? MasterVersion { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class OwnPhoneRingRow
{
    public Guid AssignmentId { get; set; }

    public Guid AgentId { get; set; }

    public OwnPhoneState State { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? TriedAt { get; set; }

    public string? CallSid { get; set; }

    public bool Muted { get; set; }

    public string? Problem { get; set; }

    public OwnPhoneRing ToRing() => new(new(AssignmentId), new(AgentId), State, AskedAt, TriedAt, CallSid, Muted, Problem);
}

internal static class OwnPhoneTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<OwnPhoneRow>().ToTable("own_phone").HasKey(p => p.AgentId);
        builder.Entity<OwnPhoneRow>().HasOne<HelplineUser>().WithOne().HasForeignKey<OwnPhoneRow>(p => p.AgentId);
        builder.Entity<OwnPhoneRingRow>().ToTable("own_phone_ring").HasKey(r => r.AssignmentId);
    }
}
