using System.Xml.Linq;
using Helpline.Records.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.SignInKeys;

/// <summary>The data-protection key ring in PostgreSQL: every node protects cookies with the same keys, and a restart signs nobody out.</summary>
internal sealed class SignInKeyRepository(IDbContextFactory<RecordsContext> contexts, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.SignInKeys.AsNoTracking().OrderBy(k => k.CreatedAt).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.SignInKeys.Add(new SignInKeyRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.Now() });
        db.SaveChanges();
    }
}
