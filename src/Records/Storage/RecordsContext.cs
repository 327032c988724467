using Helpline.Records.Accounts;
using Helpline.Records.Calls;
using Helpline.Records.Contacts;
using Helpline.Records.Danger;
using Helpline.Records.History;
using Helpline.Records.Keys;
using Helpline.Records.Lines;
using Helpline.Records.Messages;
using Helpline.Records.OwnPhones;
using Helpline.Records.SafeContact;
using Helpline.Records.SignInKeys;
using Helpline.Records.Waiting;
using Helpline.Records.WrapUp;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Storage;

/// <summary>The tables as the code sees them. The schema itself is made by the numbered files in Migrations; a test holds the two together.</summary>
internal sealed class RecordsContext(DbContextOptions<RecordsContext> options)
    : IdentityDbContext<HelplineUser, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<AgentProfileRow> AgentProfiles => Set<AgentProfileRow>();

    public DbSet<InstallationRow> Installations => Set<InstallationRow>();

    public DbSet<EncryptionKeyRow> EncryptionKeys => Set<EncryptionKeyRow>();

    public DbSet<SignInKeyRow> SignInKeys => Set<SignInKeyRow>();

    public DbSet<ServiceLineRow> ServiceLines => Set<ServiceLineRow>();

    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    public DbSet<ContactKeyRow> ContactKeys => Set<ContactKeyRow>();

    public DbSet<ProviderEventRow> ProviderEvents => Set<ProviderEventRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<CallLegRow> CallLegs => Set<CallLegRow>();

    public DbSet<CallPartyRow> CallParties => Set<CallPartyRow>();

    public DbSet<CallStateRow> CallStates => Set<CallStateRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<EarlyStatusRow> EarlyStatuses => Set<EarlyStatusRow>();

    public DbSet<OutcomeRow> Outcomes => Set<OutcomeRow>();

    public DbSet<AccessRow> AccessAudit => Set<AccessRow>();

    public DbSet<SafeContactRow> SafeContacts => Set<SafeContactRow>();

    public DbSet<SafeOverrideRow> SafeOverrides => Set<SafeOverrideRow>();

    public DbSet<DangerRow> Dangers => Set<DangerRow>();

    public DbSet<DangerNoteRow> DangerNotes => Set<DangerNoteRow>();

    public DbSet<RoutingEventRow> RoutingEvents => Set<RoutingEventRow>();

    public DbSet<EventCheckpointRow> EventCheckpoints => Set<EventCheckpointRow>();

    public DbSet<VoicemailRow> Voicemails => Set<VoicemailRow>();

    public DbSet<VoicemailChunkRow> VoicemailChunks => Set<VoicemailChunkRow>();

    public DbSet<CallBackTryRow> CallBackTries => Set<CallBackTryRow>();

    public DbSet<OwnPhoneRow> OwnPhones => Set<OwnPhoneRow>();

    public DbSet<OwnPhoneRingRow> OwnPhoneRings => Set<OwnPhoneRingRow>();

    public DbSet<CallRecordingRow> CallRecordings => Set<CallRecordingRow>();

    public DbSet<CallRecordingChunkRow> CallRecordingChunks => Set<CallRecordingChunkRow>();

    public DbSet<LineWordsRow> LineWords => Set<LineWordsRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        AccountTables.Map(builder);
        MapInstallation(builder);
        MapContacts(builder);
        MapCalls(builder);
        MapMessages(builder);
        MapHistory(builder);
        MapSafeContact(builder);
        WaitingTables.Map(builder);
        OwnPhoneTables.Map(builder);
        DangerServices.Map(builder);
        SnakeCase.Apply(builder);
    }

    private static void MapInstallation(ModelBuilder builder)
    {
        builder.Entity<InstallationRow>().ToTable("installation").Property(i => i.Id).ValueGeneratedNever();
        builder.Entity<EncryptionKeyRow>().ToTable("encryption_key").HasKey(k => new { k.Kind, k.Version });
        builder.Entity<SignInKeyRow>().ToTable("sign_in_key");
        builder.Entity<ServiceLineRow>().ToTable("service_line").HasMany(l => l.Addresses).WithOne().HasForeignKey(a => a.LineId);
        builder.Entity<ServiceLineRow>().Property(l => l.Queue).HasColumnType("jsonb");
        builder.Entity<LineAddressRow>().ToTable("service_line_address").HasKey(a => new { a.Channel, a.Address });
    }

    private static void MapContacts(ModelBuilder builder)
    {
        builder.Entity<ContactRow>().ToTable("contact");
        builder.Entity<ContactKeyRow>().ToTable("contact_key").HasKey(k => k.ContactId);
        builder.Entity<ContactKeyRow>().HasOne<ContactRow>().WithOne().HasForeignKey<ContactKeyRow>(k => k.ContactId);
        builder.Entity<ProviderEventRow>().ToTable("provider_event").HasOne<ContactRow>().WithMany().HasForeignKey(e => e.ContactId);
        builder.Entity<AssignmentRow>().ToTable("assignment").HasOne<ContactRow>().WithMany().HasForeignKey(a => a.ContactId);
        builder.Entity<CallLegRow>().ToTable("call_leg").HasKey(l => l.CallSid);
        builder.Entity<OutcomeRow>().ToTable("outcome").HasKey(o => o.AssignmentId);
        builder.Entity<OutcomeRow>().HasOne<ContactRow>().WithMany().HasForeignKey(o => o.ContactId);
        builder.Entity<OutcomeRow>().Property(o => o.Sharing).HasColumnType("jsonb");
        builder.Entity<AccessRow>().ToTable("access_audit").HasOne<ContactRow>().WithMany().HasForeignKey(a => a.ContactId);
    }

    private static void MapCalls(ModelBuilder builder)
    {
        builder.Entity<CallPartyRow>().ToTable("call_party").HasOne<ContactRow>().WithMany().HasForeignKey(p => p.ContactId);
        builder.Entity<CallStateRow>().ToTable("call_state").HasKey(s => s.ContactId);
        builder.Entity<CallStateRow>().HasOne<ContactRow>().WithOne().HasForeignKey<CallStateRow>(s => s.ContactId);
        builder.Entity<CallRecordingRow>().ToTable("call_recording").HasOne<ContactRow>().WithMany().HasForeignKey(r => r.ContactId);
        builder.Entity<CallRecordingChunkRow>().ToTable("call_recording_chunk").HasOne<CallRecordingRow>().WithMany().HasForeignKey(c => c.RecordingId);
    }

    private static void MapMessages(ModelBuilder builder)
    {
        builder.Entity<MessageRow>().ToTable("message").HasOne<ContactRow>().WithMany().HasForeignKey(m => m.ContactId);
        builder.Entity<MessageRow>().Property(m => m.Number).UseIdentityAlwaysColumn();
        builder.Entity<OutboxRow>().ToTable("outbox").HasKey(o => o.MessageId);
        builder.Entity<OutboxRow>().HasOne<MessageRow>().WithOne().HasForeignKey<OutboxRow>(o => o.MessageId);
        builder.Entity<OutboxRow>().Property(o => o.Number).UseIdentityAlwaysColumn();
        builder.Entity<EarlyStatusRow>().ToTable("early_status").HasKey(s => s.ProviderId);
    }

    private static void MapSafeContact(ModelBuilder builder)
    {
        builder.Entity<SafeContactRow>().ToTable("safe_contact").HasOne<ContactRow>().WithMany().HasForeignKey(s => s.ContactId);
        builder.Entity<SafeContactRow>().Property(s => s.Times).HasColumnType("jsonb");
        builder.Entity<SafeOverrideRow>().ToTable("safe_override").HasOne<ContactRow>().WithMany().HasForeignKey(s => s.ContactId);
        builder.Entity<SafeOverrideRow>().HasOne<MessageRow>().WithMany().HasForeignKey(s => s.MessageId);
    }

    private static void MapHistory(ModelBuilder builder)
    {
        builder.Entity<RoutingEventRow>().ToTable("routing_event").HasKey(e => new { e.Pool, e.Epoch, e.Number });
        builder.Entity<RoutingEventRow>().Property(e => e.Facts).HasColumnType("jsonb");
        builder.Entity<EventCheckpointRow>().ToTable("event_checkpoint").HasKey(c => c.Pool);
    }
}
