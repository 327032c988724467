using Helpline.Records.Contacts;
using Helpline.Records.Lines;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

internal static class WaitingTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<VoicemailRow>().ToTable("voicemail").HasKey(v => v.RecordingSid);
        builder.Entity<VoicemailRow>().HasOne<ContactRow>().WithMany().HasForeignKey(v => v.FromContactId);
        builder.Entity<VoicemailRow>().HasOne<ContactRow>().WithMany().HasForeignKey(v => v.ContactId);
        builder.Entity<VoicemailChunkRow>().ToTable("voicemail_chunk").HasOne<VoicemailRow>().WithMany().HasForeignKey(c => c.RecordingSid);
        builder.Entity<CallBackTryRow>().ToTable("call_back_try").HasOne<ContactRow>().WithMany().HasForeignKey(t => t.ContactId);
        builder.Entity<LineWordsRow>().ToTable("line_words").HasKey(w => new { w.Line, w.Key, w.Language, w.Version });
    }
}
