using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

/// <summary>
/// Marks who relays. With a BSL relay the number is the interpreting service's, from which many people come: it is set aside as if withheld, so that
/// nobody is known again by it, nobody's safe-contact rules bind it, and nobody rings the service back for the person.
/// </summary>
internal sealed class AccessMarks(RecordsDatabase database, ContactOpening contacts, AddressIndex index, AccessAudit audit, DatabaseClock clock) : IAccessMarks
{
    public Task<bool> MarkAsync(ContactId contact, Reader by, AccessMark? mark, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                await db.Database.ExecuteSqlAsync($"select 1 from contact where id = {contact.Value} for no key update", cancellationToken);
                if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return false;
                }

                await MarkAsync(db, opened, by.Agent, mark, cancellationToken);
                await audit.NoteAsync(db, opened, by, AccessAudit.Relay, reason: null, cancellationToken);
                return true;
            },
            cancellationToken);

    private async Task MarkAsync(RecordsContext db, OpenedContact opened, AgentId by, AccessMark? mark, CancellationToken cancellationToken)
    {
        var id = opened.Row.Id;
        var known = opened.Address.IsWithheld ? AboutOf(opened)?.Number : opened.Address.Reveal;
        var setAside = mark?.Service == AccessService.BslRelay;
        var about = new About(Given(mark?.Provider), Given(mark?.Interpreter), setAside ? known : null);
        var sealedAbout = about.IsEmpty ? null : opened.Cipher.Seal(SealedColumn.AccessAbout, id, JsonSerializer.Serialize(about));
        var shown = setAside || known is null ? null : opened.Cipher.Seal(SealedColumn.Address, id, known);
        var hash = shown is null ? null : index.Of(CallerAddress.Of(known));
        await db.Database.ExecuteSqlAsync(
            $"""
            update contact set access_service = {WordOf(mark?.Service)}, access_about_sealed = {sealedAbout}, access_by = {by.Value},
                access_at = coalesce({clock.Given}::timestamptz, clock_timestamp()),
                address_sealed = {shown}, address_hash = {hash?.Value}, address_hash_version = {hash?.Version}
            where id = {id}
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"update safe_contact set address_hash = {hash?.Value}, address_hash_version = {hash?.Version} where contact_id = {id}", cancellationToken);
    }

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
        var about = AboutOf(contact);
        return service is null ? null : new AccessView(service.Value, about?.Provider, about?.Interpreter, row.AccessBy is { } by ? new AgentId(by) : null, row.AccessAt);
    }

    private static About? AboutOf(OpenedContact contact) => contact.Row.AccessAboutSealed is { } bytes
        ? JsonSerializer.Deserialize<About>(contact.Cipher.Open(SealedColumn.AccessAbout, contact.Row.Id, bytes))
        : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <param name="Number">The interpreting service's, set aside.</param>
    /// <summary>What the mark says, as JSON.</summary>
    private sealed record About(string? Provider, string? Interpreter, string? Number)
    {
        public bool IsEmpty => Provider is null && Interpreter is null && Number is null;

        public override string ToString() => "about a relay";
    }
}
