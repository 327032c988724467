using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Danger;

/// <summary>Finds dangers: of a contact, of whoever comes back from its number, and what is open in a pool.</summary>
internal static class DangerReading
{
    /// <summary>Those of the contact itself, and the open ones of other contacts from its number: the person comes back, and whoever answers must know.</summary>
    public static async Task<IReadOnlyList<DangerRow>> OfAsync(RecordsContext db, ContactId contact, CancellationToken cancellationToken) =>
        await db.Dangers
            .FromSql(
                $"""
                select d.* from danger d
                where d.contact_id = {contact.Value}
                   or (d.closed_at is null and d.contact_id in (
                        select o.id from contact c join contact o on o.address_hash = c.address_hash and o.pool = c.pool
                        where c.id = {contact.Value}))
                """)
            .AsNoTracking()
            .OrderBy(d => d.RaisedAt)
            .ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<OpenDanger>> OpenAsync(RecordsContext db, PoolId pool, CancellationToken cancellationToken)
    {
        var rows = await (
            from d in db.Dangers.AsNoTracking()
            join c in db.Contacts on d.ContactId equals c.Id
            where d.Pool == pool.Value && d.ClosedAt == null
            orderby d.RaisedAt, d.Id
            select new
            {
                Danger = d,
                c.Line,
                c.Channel,
                c.State,
                Joining = db.DangerNotes.Where(n => n.DangerId == d.Id && n.Step == DangerStep.Joining).OrderByDescending(n => n.At).Select(n => (Guid?)n.AgentId).FirstOrDefault(),
                Called = db.DangerNotes.Any(n => n.DangerId == d.Id && n.Step == DangerStep.Called),
                Returned = db.Contacts
                    .Where(o => c.AddressHash != null && o.AddressHash == c.AddressHash && o.Pool == c.Pool && o.Id != c.Id && o.State != ContactState.Closed && o.Task == null && o.ArrivedAt >= c.ArrivedAt)
                    .OrderByDescending(o => o.ArrivedAt).Select(o => (Guid?)o.Id).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new OpenDanger(
                new(r.Danger.Id), new(r.Danger.ContactId), new(r.Line), r.Channel, r.State, new(r.Danger.RaisedBy), r.Danger.RaisedAt,
                r.Joining is { } joining ? new AgentId(joining) : null, r.Called, r.Returned is { } returned ? new ContactId(returned) : null)),
        ];
    }
}
