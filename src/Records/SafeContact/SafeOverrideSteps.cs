using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.SafeContact;

/// <summary>Reads the steps of overrides, and takes the last one: using it.</summary>
internal static class SafeOverrideSteps
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether an approved override lets this one attempt go. It is used up by that, in the caller's transaction: of two who ask at once, one is allowed.
    /// A message may ask again: the outbox sends it once, however often it has to try.
    /// </summary>
    public static async Task<bool> MayUseAsync(RecordsContext db, OutboundAttempt attempt, SafeAnswer answer, SafeFacts facts, CancellationToken cancellationToken)
    {
        if (answer.Refusal == SafeRefusal.NoAddress)
        {
            return false;
        }

        // Whoever approved it had not read what the person said since.
        var (now, lastSaid) = (facts.Now, facts.Rows.Select(row => row.At).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max());
        var (contact, kind, message) = (attempt.Contact.Value, attempt.Kind, attempt.Message?.Value);
        var used = await db.Database.ExecuteSqlAsync(
            $"""
            insert into safe_override (id, request_id, step, contact_id, kind, message_id, at)
            select {Guid.CreateVersion7()}, a.request_id, 4, a.contact_id, a.kind, a.message_id, {now}
            from safe_override a
            where a.step = 2 and a.contact_id = {contact} and a.kind = {(int)kind} and a.message_id is not distinct from {message}::uuid and a.until > {now} and a.at >= {lastSaid}
              and not exists (select 1 from safe_override u where u.request_id = a.request_id and u.step = 4)
            order by a.at
            limit 1
            on conflict (request_id) where step = 4 do nothing
            """,
            cancellationToken);
        return used == 1
            || (message is not null && await db.SafeOverrides.AnyAsync(
                o => o.Step == SafeOverrideStep.Used && o.ContactId == contact && o.Kind == kind && o.MessageId == message && o.At >= lastSaid, cancellationToken));
    }

    /// <summary>How the requests of the last day stand, newest first.</summary>
    public static async Task<IReadOnlyList<SafeOverrideStanding>> LatelyAsync(RecordsContext db, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Lately;
        var steps = await db.SafeOverrides.AsNoTracking().Where(o => o.ContactId == contact.Value && o.At > since).ToListAsync(cancellationToken);
        return [.. steps.GroupBy(o => o.RequestId)
            .Where(request => request.Any(o => o.Step == SafeOverrideStep.Asked))
            .Select(request => Standing([.. request], now))
            .OrderByDescending(standing => standing.AskedAt)];
    }

    private static SafeOverrideStanding Standing(IReadOnlyList<SafeOverrideRow> steps, DateTimeOffset now)
    {
        var asked = steps.Single(o => o.Step == SafeOverrideStep.Asked);
        var decided = steps.SingleOrDefault(o => o.Step is SafeOverrideStep.Approved or SafeOverrideStep.Refused);
        var until = decided?.Until ?? asked.Until!.Value;
        var state = steps.Any(o => o.Step == SafeOverrideStep.Used) ? SafeOverrideState.Used
            : decided?.Step == SafeOverrideStep.Refused ? SafeOverrideState.Refused
            : until <= now ? SafeOverrideState.Expired
            : decided is null ? SafeOverrideState.Open
            : SafeOverrideState.Approved;
        return new SafeOverrideStanding(
            new(asked.RequestId), asked.Kind, asked.MessageId is { } message ? new MessageId(message) : null,
            new(asked.AgentId!.Value), asked.At, decided?.AgentId is { } by ? new AgentId(by) : null, state, until);
    }
}
