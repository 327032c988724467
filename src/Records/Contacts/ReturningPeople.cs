using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

/// <summary>Knows again who comes back soon after, by the hash of their number. Two people may share one: what is found moves the new contact in the queue and says who is asked first, no more.</summary>
internal sealed class ReturningPeople(AddressIndex index, DatabaseClock clock)
{
    /// <summary>How long after the end of a contact its place and its agent are kept.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

    /// <summary>
    /// The last contact of this address that ended within the window, or however long ago while imminent danger is open for it, on any channel of the pool;
    /// null when there is none or the address is withheld.
    /// </summary>
    public async Task<EarlierContact?> FindAsync(RecordsContext db, PoolId pool, CallerAddress from, CancellationToken cancellationToken)
    {
        if (from.IsWithheld)
        {
            return null;
        }

        // Few are ever open at a time, and an index holds only those.
        var inDanger = (await db.Database.SqlQuery<bool>(
            $"""
            select exists (
                select 1 from danger d join contact o on o.id = d.contact_id
                where d.closed_at is null and d.pool = {pool.Value} and o.address_hash = any({index.AllOf(from)})) as "Value"
            """).ToListAsync(cancellationToken))[0];
        var found = await db.Database.SqlQuery<EarlierContact>(
            $"""
            select c.id as "Id", c.waiting_since as "WaitingSince", c.priority as "Priority", c.close_reason as "CloseReason",
                coalesce(
                    (select e.agent_id from routing_event e
                     where e.contact_id = c.id and e.facts -> 'assignment' ->> 'state' = 'active'
                     order by e.epoch desc, e.number desc limit 1),
                    c.known_to) as "KnownTo",
                exists (select 1 from routing_event e where e.contact_id = c.id and e.kind = {(int)RoutingEventKind.PersonLeft})
                    and not exists (select 1 from routing_event e where e.contact_id = c.id and e.kind = {(int)RoutingEventKind.Ended}) as "WasLeftLive",
                exists (select 1 from contact r where r.resumes = c.id) as "WasResumed",
                {inDanger} as "InDanger",
                c.closed_at > coalesce({clock.Given}::timestamptz, statement_timestamp()) - {Window} as "IsRecent"
            from contact c
            where c.address_hash = any({index.AllOf(from)}) and c.pool = {pool.Value} and c.state = 3
                and c.closed_at > coalesce({clock.Given}::timestamptz, statement_timestamp()) - {(inDanger ? Ever : Window)}
            order by c.closed_at desc
            limit 1
            """).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : found[0];
    }
}
