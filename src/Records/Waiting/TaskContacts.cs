using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

/// <summary>Makes contacts that are tasks of ours: same person, same line, a key of their own. One of a kind for each contact they come from.</summary>
internal sealed class TaskContacts(ContactOpening contacts, DatabaseClock clock)
{
    public static async Task<ContactRow?> FindAsync(RecordsContext db, Guid from, ContactTask task, CancellationToken cancellationToken) =>
        await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.TaskOf == from && c.Task == task, cancellationToken);

    /// <summary>Adds it to <paramref name="db"/>, waiting from now or from where the person stood.</summary>
    public async Task<OpenedContact> AddAsync(RecordsContext db, OpenedContact from, ContactTask task, bool keepsPlace, CancellationToken cancellationToken)
    {
        var now = await NowAsync(db, cancellationToken);
        var place = new ServicePlace(new(from.Row.Pool), new(from.Row.Line), Demand.Parse(from.Row.Demand));
        var made = contacts.Add(db, place, from.Address);
        made.Row.Arrive(now, earlier: null);
        (made.Row.Task, made.Row.TaskOf, made.Row.KnownTo, made.Row.AccessService) = (task, from.Row.Id, from.Row.KnownTo, from.Row.AccessService);
        if (keepsPlace)
        {
            (made.Row.WaitingSince, made.Row.Priority) = (from.Row.WaitingSince, from.Row.Priority);
        }

        return made;
    }

    public static OpenedTask ToTask(ContactRow row) => new(
        new(row.Id), new(row.Pool), new(row.Line), Demand.Parse(row.Demand), row.Priority, row.WaitingSince, row.KnownTo is { } agent ? new AgentId(agent) : null, row.Task!.Value,
        row.State == ContactState.Closed);

    /// <summary>The database server's time, which all nodes share.</summary>
    public async Task<DateTimeOffset> NowAsync(RecordsContext db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<DateTimeOffset>($"""select coalesce({clock.Given}::timestamptz, clock_timestamp()) as "Value" """).ToListAsync(cancellationToken))[0].ToUniversalTime();
}
