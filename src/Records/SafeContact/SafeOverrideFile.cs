using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpline.Records.SafeContact;

internal sealed class SafeOverrideFile(
    RecordsDatabase database, SafeContactReading reading, ContactOpening contacts, AccessAudit audit, IOptions<SafeContactOptions> options) : ISafeOverrides
{
    private const int ShortestReason = 3;
    private const int LongestReason = 500;

    public Task<AskOverrideReply> AskAsync(OutboundAttempt attempt, Reader asker, string reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length is < ShortestReason or > LongestReason)
        {
            throw new ArgumentException($"A reason has {ShortestReason} to {LongestReason} characters.", nameof(reason));
        }

        return database.StepAsync(db => AskAsync(db, attempt, asker, reason.Trim(), cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<OpenSafeOverride>> OpenAsync(PoolId pool, Reader reader, CancellationToken cancellationToken) =>
        await database.StepAsync(
            async db =>
            {
                var now = await reading.NowAsync(db, cancellationToken);
                var asked = await (
                    from o in db.SafeOverrides.AsNoTracking()
                    join c in db.Contacts on o.ContactId equals c.Id
                    where o.Step == SafeOverrideStep.Asked && o.Until > now && c.Pool == pool.Value
                        && !db.SafeOverrides.Any(d => d.RequestId == o.RequestId && (d.Step == SafeOverrideStep.Approved || d.Step == SafeOverrideStep.Refused))
                    orderby o.At
                    select o).ToListAsync(cancellationToken);
                List<OpenSafeOverride> open = [];
                foreach (var row in asked)
                {
                    if (await contacts.FindAsync(db, new(row.ContactId), cancellationToken) is { } contact)
                    {
                        await audit.NoteAsync(db, contact, reader, AccessAudit.SafeOverride, reason: null, cancellationToken);
                        open.Add(await ViewAsync(db, row, contact, cancellationToken));
                    }
                }

                return open;
            },
            cancellationToken);

    public Task<DecideOverrideReply> DecideAsync(SafeOverrideId id, PoolId pool, AgentId by, bool approve, CancellationToken cancellationToken) =>
        database.StepAsync(db => DecideAsync(db, id, pool, by, approve, cancellationToken), cancellationToken);

    private async Task<AskOverrideReply> AskAsync(RecordsContext db, OutboundAttempt attempt, Reader asker, string reason, CancellationToken cancellationToken)
    {
        await HoldAsync(db, attempt.Contact.Value, cancellationToken);
        if (await reading.LoadAsync(db, attempt.Contact, attempt.Message, cancellationToken) is not { } facts)
        {
            return new AskOverrideReply(AskOverrideResult.UnknownContact, Id: null, Until: null);
        }

        var answer = reading.Answer(facts, attempt.Kind);
        if (await WhyNotAsync(db, attempt, answer, cancellationToken) is { } whyNot)
        {
            return new AskOverrideReply(whyNot, Id: null, Until: null);
        }

        var known = (await SafeOverrideSteps.LatelyAsync(db, attempt.Contact, facts.Now, cancellationToken))
            .FirstOrDefault(o => o.Kind == attempt.Kind && o.Message == attempt.Message && o.State is SafeOverrideState.Open or SafeOverrideState.Approved);
        if (known is not null)
        {
            return new AskOverrideReply(AskOverrideResult.AlreadyAsked, known.Id, known.Until);
        }

        var row = Step(SafeOverrideId.New().Value, SafeOverrideStep.Asked, attempt.Contact.Value, attempt.Kind, attempt.Message?.Value, asker.Agent, facts.Now);
        (row.Id, row.Sentence, row.Until) = (row.RequestId, answer.Sentence, facts.Now + options.Value.OverrideFor);
        row.ReasonSealed = facts.Contact.Cipher.Seal(SealedColumn.SafeOverrideReason, row.Id, reason);
        db.SafeOverrides.Add(row);
        await audit.NoteAsync(db, facts.Contact, asker, AccessAudit.SafeOverride, reason: null, cancellationToken);
        return new AskOverrideReply(AskOverrideResult.Asked, new SafeOverrideId(row.RequestId), row.Until);
    }

    /// <summary>Words are overridden one message at a time, and only once the rules have refused that very message.</summary>
    private static async Task<AskOverrideResult?> WhyNotAsync(RecordsContext db, OutboundAttempt attempt, SafeAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Refusal == SafeRefusal.NoAddress)
        {
            return AskOverrideResult.NotPossible;
        }

        var written = attempt.Kind is OutboundKind.Text or OutboundKind.Email;
        if (written != attempt.Message.HasValue)
        {
            return AskOverrideResult.NoSuchMessage;
        }

        var (message, contact) = (attempt.Message?.Value, attempt.Contact.Value);
        var channel = attempt.Kind == OutboundKind.Email ? Channel.Email : Channel.Sms;
        if (written && !await db.Outbox.AnyAsync(
            o => o.MessageId == message && o.ContactId == contact && o.RefusedAsUnsafe && o.State == DeliveryState.Failed
                && db.Contacts.Any(c => c.Id == contact && c.Channel == channel),
            cancellationToken))
        {
            return AskOverrideResult.NoSuchMessage;
        }

        return answer.Allowed ? AskOverrideResult.NotNeeded : null;
    }

    private async Task<DecideOverrideReply> DecideAsync(RecordsContext db, SafeOverrideId id, PoolId pool, AgentId by, bool approve, CancellationToken cancellationToken)
    {
        var asked = await db.SafeOverrides.AsNoTracking()
            .SingleOrDefaultAsync(o => o.RequestId == id.Value && o.Step == SafeOverrideStep.Asked && db.Contacts.Any(c => c.Id == o.ContactId && c.Pool == pool.Value), cancellationToken);
        if (asked is null)
        {
            return Not(DecideOverrideResult.Unknown);
        }

        if (asked.AgentId == by.Value)
        {
            return Not(DecideOverrideResult.SamePerson);
        }

        await HoldAsync(db, asked.ContactId, cancellationToken);
        var step = approve ? SafeOverrideStep.Approved : SafeOverrideStep.Refused;
        var decided = await db.SafeOverrides.AsNoTracking()
            .SingleOrDefaultAsync(o => o.RequestId == id.Value && (o.Step == SafeOverrideStep.Approved || o.Step == SafeOverrideStep.Refused), cancellationToken);
        if (decided is not null)
        {
            return decided.Step == step && decided.AgentId == by.Value ? new(DecideOverrideResult.Done, new(asked.ContactId), MessageQueued: false) : Not(DecideOverrideResult.AlreadyDecided);
        }

        var now = await reading.NowAsync(db, cancellationToken);
        if (asked.Until <= now)
        {
            return Not(DecideOverrideResult.Expired);
        }

        var row = Step(asked.RequestId, step, asked.ContactId, asked.Kind, asked.MessageId, by, now);
        row.Until = approve ? now + options.Value.OverrideFor : null;
        db.SafeOverrides.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        var queued = approve && asked.MessageId is { } message && await QueueAgainAsync(db, message, now, cancellationToken);
        return new DecideOverrideReply(DecideOverrideResult.Done, new(asked.ContactId), queued);
    }

    /// <summary>Only what the rules refused, and what no provider ever had.</summary>
    private static async Task<bool> QueueAgainAsync(RecordsContext db, Guid message, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            update outbox set
                state = {(int)DeliveryState.Queued}, problem = null, refused_as_unsafe = false, attempts = 0, not_before = {now},
                first_tried_at = null, locked_until = null, settled_at = null, changed_at = {now}
            where message_id = {message} and refused_as_unsafe and state = {(int)DeliveryState.Failed} and provider_id is null
            """,
            cancellationToken) == 1;

    private static async Task<OpenSafeOverride> ViewAsync(RecordsContext db, SafeOverrideRow row, OpenedContact contact, CancellationToken cancellationToken)
    {
        var message = row.MessageId is { } id ? await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) : null;
        return new OpenSafeOverride(
            new(row.RequestId), new(row.ContactId), new(contact.Row.Line), contact.Row.Channel, row.Kind, message is null ? null : new MessageId(message.Id),
            new(row.AgentId!.Value), row.At, row.Until!.Value, row.Sentence!,
            contact.Cipher.Open(SealedColumn.SafeOverrideReason, row.Id, row.ReasonSealed!),
            message is null ? null : contact.Cipher.Open(SealedColumn.MessageText, message.Id, message.TextSealed));
    }

    /// <summary>One step of a contact's overrides after the other.</summary>
    private static Task<int> HoldAsync(RecordsContext db, Guid contact, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select 1 from contact where id = {contact} for no key update", cancellationToken);

    private static SafeOverrideRow Step(Guid request, SafeOverrideStep step, Guid contact, OutboundKind kind, Guid? message, AgentId by, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(), RequestId = request, Step = step, ContactId = contact, Kind = kind, MessageId = message, AgentId = by.Value, At = at,
    };

    private static DecideOverrideReply Not(DecideOverrideResult result) => new(result, Contact: null, MessageQueued: false);
}
