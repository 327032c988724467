using Helpline.Records.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.Records.Danger;

internal static class DangerServices
{
    public static void AddDanger(this IServiceCollection services)
    {
        services.TryAddSingleton<IDangers, DangerFile>();
        services.TryAddSingleton<IStaffIncidents, StaffIncidents>();
        services.TryAddSingleton<IAccessMarks, AccessMarks>();
    }

    public static void Map(ModelBuilder builder)
    {
        builder.Entity<DangerRow>().ToTable("danger").HasOne<ContactRow>().WithMany().HasForeignKey(d => d.ContactId);
        builder.Entity<DangerNoteRow>().ToTable("danger_note").HasOne<DangerRow>().WithMany().HasForeignKey(n => n.DangerId);
        builder.Entity<StaffIncidentRow>().ToTable("staff_incident");
    }
}
