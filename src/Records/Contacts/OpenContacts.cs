using System.Runtime.CompilerServices;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class OpenContacts(RecordsDatabase database) : IOpenContacts
{
    public IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, CancellationToken cancellationToken) =>
        database.StreamAsync(db => Open(db, pool), cancellationToken);

    /// <summary>What is open has an index of its own, and so have the wrap-ups: neither half reads the closed contacts of years.</summary>
    private static IAsyncEnumerable<OpenContact> Open(RecordsContext db, PoolId pool)
    {
        var notClosed = db.Contacts.Where(c => c.Pool == pool.Value && c.State != ContactState.Closed);
        var inWrapUp = db.Assignments
            .Where(a => a.State == AssignmentState.WrapUp)
            .Join(db.Contacts, a => a.ContactId, c => c.Id, (_, c) => c)
            .Where(c => c.Pool == pool.Value && c.State == ContactState.Closed);
        var rows = notClosed.Union(inWrapUp)
            .SelectMany(
                c => db.Assignments
                    .Where(a => a.ContactId == c.Id
                        && (a.State == AssignmentState.WrapUp
                            || (c.State == ContactState.InHand && (a.State == AssignmentState.Connecting || a.State == AssignmentState.Active || a.State == AssignmentState.Parked))))
                    .DefaultIfEmpty(),
                (c, a) => new { Contact = c, Assignment = a })
            .OrderBy(r => r.Contact.ArrivedAt).ThenBy(r => r.Contact.Id).ThenBy(r => r.Assignment!.Since).ThenBy(r => r.Assignment!.Id)
            .Select(r => new Row(r.Contact, r.Assignment))
            .AsNoTracking()
            .AsAsyncEnumerable();
        return ByContactAsync(rows, pool);
    }

    /// <summary>A contact has a row for each of its assignments, one after the other.</summary>
    private static async IAsyncEnumerable<OpenContact> ByContactAsync(
        IAsyncEnumerable<Row> rows, PoolId pool, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<Row> same = [];
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (same.Count > 0 && same[0].Contact.Id != row.Contact.Id)
            {
                yield return ToOpen(same, pool);
                same.Clear();
            }

            same.Add(row);
        }

        if (same.Count > 0)
        {
            yield return ToOpen(same, pool);
        }
    }

    /// <summary>At most one assignment owns a contact: whichever the latest event names.</summary>
    private static OpenContact ToOpen(List<Row> rows, PoolId pool)
    {
        var assignments = rows.Select(r => r.Assignment).OfType<AssignmentRow>().ToList();
        var owner = assignments.Where(a => AssignmentLife.OwnsContact(a.State)).MaxBy(a => (a.EventEpoch, a.EventNumber));
        return new OpenContact(
            rows[0].Contact.ToFacts(), pool,
            [.. assignments.Where(a => a == owner || !AssignmentLife.OwnsContact(a.State)).Select(a => a.ToFacts())]);
    }

    private sealed record Row(ContactRow Contact, AssignmentRow? Assignment);
}
