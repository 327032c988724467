using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Danger;

internal sealed class StaffIncidents(RecordsDatabase database, DatabaseClock clock) : IStaffIncidents
{
    public Task RecordAsync(StaffIncident incident, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                insert into staff_incident (id, pool, line, channel, way, at)
                values ({incident.Id}, {incident.Pool.Value}, {incident.Line.Value}, {(int)incident.Channel}, {(int)incident.Way},
                    coalesce({clock.Given}::timestamptz, clock_timestamp()))
                on conflict (id) do nothing
                """,
                cancellationToken),
            cancellationToken);

    public Task RelieveAsync(ContactId contact, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"update contact set relieved_at = coalesce({clock.Given}::timestamptz, clock_timestamp()) where id = {contact.Value}", cancellationToken),
            cancellationToken);

    public Task<StaffIncidentCounts> CountAsync(PoolId pool, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => (await db.Database.SqlQuery<StaffIncidentCounts>(
                $"""
                select count(*) filter (where i.at > now.at - interval '1 day')::int as "Day",
                    count(*) filter (where i.at > now.at - interval '7 days')::int as "Week", count(*)::int as "Month"
                from staff_incident i, (select coalesce({clock.Given}::timestamptz, statement_timestamp()) as at) now
                where i.pool = {pool.Value} and i.at > now.at - interval '30 days'
                """).ToListAsync(cancellationToken))[0],
            cancellationToken);
}

/// <summary>One attack on somebody who answers. Nobody is named.</summary>
internal sealed class StaffIncidentRow
{
    public Guid Id { get; set; }

    public string Pool { get; set; } = "";

    public string Line { get; set; } = "";

    public Channel Channel { get; set; }

    public StaffIncidentWay Way { get; set; }

    public DateTimeOffset At { get; set; }
}
