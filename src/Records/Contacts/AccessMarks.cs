using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class AccessMarks(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, DatabaseClock clock) : IAccessMarks
{
    public Task<bool> MarkAsync(ContactId contact, Reader by, AccessMark? mark, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return false;
                }

                var about = new About(Given(mark?.Provider), Given(mark?.Interpreter));
                var sealedAbout = about.IsEmpty ? null : opened.Cipher.Seal(SealedColumn.AccessAbout, contact.Value, JsonSerializer.Serialize(about));
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update contact set access_service = {WordOf(mark?.Service)}, access_about_sealed = {sealedAbout}, access_by = {by.Agent.Value},
                        access_at = coalesce({clock.Given}::timestamptz, clock_timestamp())
                    where id = {contact.Value}
                    """,
                    cancellationToken);
                await audit.NoteAsync(db, opened, by, AccessAudit.Relay, reason: null, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>As the column holds it.</summary>
    public static string? WordOf(AccessService? service) => service switch
    {
        AccessService.RelayUk => "relay_uk",
        AccessService.BslRelay => "bsl_relay",
        null => null,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "No such service."),
    };

    public static AccessView? ViewOf(OpenedContact contact)
    {
        var row = contact.Row;
        AccessService? service = row.AccessService switch { "relay_uk" => AccessService.RelayUk, "bsl_relay" => AccessService.BslRelay, _ => null };
        if (service is null)
        {
            return null;
        }

        var about = row.AccessAboutSealed is { } bytes ? JsonSerializer.Deserialize<About>(contact.Cipher.Open(SealedColumn.AccessAbout, row.Id, bytes)) : null;
        return new AccessView(service.Value, about?.Provider, about?.Interpreter, row.AccessBy is { } by ? new AgentId(by) : null, row.AccessAt);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed record About(string? Provider, string? Interpreter)
    {
        public bool IsEmpty => Provider is null && Interpreter is null;
    }
}
