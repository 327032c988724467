using System.Runtime.CompilerServices;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class OpenContacts(RecordsDatabase database) : IOpenContacts
{
    public async IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        await using var rows = Open(db, pool).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(rows))
        {
            yield return rows.Current;
        }
    }

    /// <summary>What is open has an index of its own, and so have the wrap-ups: neither half reads the closed contacts of years.</summary>
    private static IAsyncEnumerable<OpenContact> Open(RecordsContext db, PoolId pool)
    {
        var notClosed = db.Contacts.Where(c => c.Pool == pool.Value && c.State != ContactState.Closed);
        var inWrapUp = db.Assignments
            .Where(a => a.State == AssignmentState.WrapUp)
            .Join(db.Contacts, a => a.ContactId, c => c.Id, (_, c) => c)
            .Where(c => c.Pool == pool.Value && c.State == ContactState.Closed);
        return notClosed.Union(inWrapUp)
            .OrderBy(c => c.ArrivedAt).ThenBy(c => c.Id)
            .Select(c => new
            {
                Contact = c,
                Assignment = db.Assignments
                    .Where(a => a.ContactId == c.Id
                        && ((c.State == ContactState.InHand && (a.State == AssignmentState.Connecting || a.State == AssignmentState.Active || a.State == AssignmentState.Parked))
                            || (c.State == ContactState.Closed && a.State == AssignmentState.WrapUp)))
                    .OrderByDescending(a => a.EventEpoch).ThenByDescending(a => a.EventNumber)
                    .FirstOrDefault(),
            })
            .AsNoTracking()
            .AsAsyncEnumerable()
            .Select(r => new OpenContact(r.Contact.ToFacts(), pool, r.Assignment is null ? [] : [r.Assignment.ToFacts()]));
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<OpenContact> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception e) when (RecordsUnavailableException.Explains(e))
        {
            throw RecordsUnavailableException.Because(e);
        }
    }
}
