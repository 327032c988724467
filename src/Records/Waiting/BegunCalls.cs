using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.SafeContact;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

internal sealed class BegunCalls(RecordsDatabase database, ContactOpening contacts, TaskContacts tasks, SafeContactReading reading, AddressIndex index) : IBegunCalls
{
    public Task<BegunCall> RingThemAsync(ContactId from, CallBeginning beginning, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await KnownAsync(db, beginning, cancellationToken) is { } known)
                {
                    return known;
                }

                if (await contacts.FindAsync(db, from, cancellationToken) is not { } person)
                {
                    return new BegunCall(BeginCallResult.UnknownContact);
                }

                if (person.Address.IsWithheld || person.Row.Channel is not (Channel.Phone or Channel.Sms))
                {
                    return new BegunCall(BeginCallResult.NoNumber);
                }

                var place = new ServicePlace(new(person.Row.Pool), new(person.Row.Line), new Demand(Channel.Phone, Demand.Parse(person.Row.Demand).Skills));
                var made = await AddAsync(db, place, person.Address, beginning, cancellationToken);
                (made.Row.BegunFrom, made.Row.AccessService) = (person.Row.Id, person.Row.AccessService);
                return await DecideAsync(db, made, beginning, cancellationToken);
            },
            cancellationToken);

    public Task<BegunCall> CallNumberAsync(ServiceLine line, CallerAddress number, CallBeginning beginning, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await KnownAsync(db, beginning, cancellationToken)
                ?? await DecideAsync(
                    db, await AddAsync(db, new ServicePlace(line.Pool, line.Id, line.DemandFor(Channel.Phone)), number, beginning, cancellationToken), beginning, cancellationToken),
            cancellationToken);

    public async Task<AgentId?> BegunByAsync(ContactId call, CancellationToken cancellationToken) =>
        await database.ReadAsync(db => db.Contacts.Where(c => c.Id == call.Value).Select(c => c.BegunBy).SingleOrDefaultAsync(cancellationToken), cancellationToken) is { } agent
            ? new AgentId(agent)
            : null;

    private static async Task<BegunCall?> KnownAsync(RecordsContext db, CallBeginning beginning, CancellationToken cancellationToken)
    {
        var (request, by) = (beginning.Request, beginning.By.Value);
        return await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.BegunRequest == request && c.BegunBy == by, cancellationToken) is { } known
            ? new BegunCall(BeginCallResult.Begun, TaskContacts.ToTask(known))
            : null;
    }

    private async Task<OpenedContact> AddAsync(RecordsContext db, ServicePlace place, CallerAddress to, CallBeginning beginning, CancellationToken cancellationToken)
    {
        var made = contacts.Add(db, place, to);
        made.Row.Arrive(await tasks.NowAsync(db, cancellationToken), earlier: null);
        (made.Row.Task, made.Row.KnownTo) = (ContactTask.CallBack, beginning.By.Value);
        (made.Row.BegunBy, made.Row.BegunRequest) = (beginning.By.Value, beginning.Request);
        return made;
    }

    /// <summary>The rules are found by the contact's number, so it must stand there first; refused, it goes again in the same transaction.</summary>
    private async Task<BegunCall> DecideAsync(RecordsContext db, OpenedContact made, CallBeginning beginning, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var facts = await reading.LoadAsync(db, new(made.Row.Id), message: null, cancellationToken);
        var answer = reading.Answer(facts!, OutboundKind.Call);
        var enough = await RungLatelyAsync(db, made.Address, facts!.Now, cancellationToken) >= CallBackLimits.MostTries;
        if (!enough && (answer.Allowed || beginning.DespiteRules))
        {
            return new BegunCall(BeginCallResult.Begun, TaskContacts.ToTask(made.Row));
        }

        db.ContactKeys.Remove(await db.ContactKeys.SingleAsync(k => k.ContactId == made.Row.Id, cancellationToken));
        db.Contacts.Remove(made.Row);
        await db.SaveChangesAsync(cancellationToken);
        return enough ? new BegunCall(BeginCallResult.RungEnough) : new BegunCall(BeginCallResult.Refused, Reason: answer.Sentence);
    }

    /// <summary>By any call of ours to this number: a new call for each ring must not be a way round the limit.</summary>
    private async Task<int> RungLatelyAsync(RecordsContext db, CallerAddress to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (hashes, since) = (index.AllOf(to), now - CallBackLimits.Lately);
        var tries = await (
            from t in db.CallBackTries.AsNoTracking()
            join c in db.Contacts on t.ContactId equals c.Id
            where c.AddressHash != null && hashes.Contains(c.AddressHash) && t.AskedAt > since
            select t.State).ToListAsync(cancellationToken);
        return tries.Count(CallBackLimits.MayHaveRung);
    }
}
