using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Calls;

internal sealed class CallFiles(RecordsDatabase database, ContactOpening contacts, CallParties parties, ICallLegs legs, TimeProvider clock) : ICallFile
{
    public async Task<CallFile> ReadAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var of = await legs.OfContactAsync(contact, cancellationToken);
        return await database.ReadAsync(
            async db =>
            {
                var state = await db.CallStates.AsNoTracking().SingleOrDefaultAsync(s => s.ContactId == contact.Value, cancellationToken) ?? new CallStateRow();
                var rows = await db.CallParties.AsNoTracking().Where(p => p.ContactId == contact.Value).OrderBy(p => p.AskedAt).ThenBy(p => p.Id).ToListAsync(cancellationToken);
                var opened = rows.Exists(r => r.AboutSealed is not null) ? await contacts.FindAsync(db, contact, cancellationToken) : null;
                return new CallFile(
                    state.HeldSince, state.HoldReason, state.AloneAssignmentId is { } alone ? new AssignmentId(alone) : null, state.ToHandover(), of,
                    [.. rows.Select(r => CallParties.FileOf(r, opened))]);
            },
            cancellationToken);
    }

    public Task<bool> AskAsync(PoolId pool, ContactId contact, CallPartyId id, CallPartyRole role, PartyAbout about, AgentId by, CancellationToken cancellationToken) =>
        parties.AskAsync(pool, contact, id, role, about, by, cancellationToken);

    public Task<bool> AskSupervisorAsync(PoolId pool, ContactId contact, CallPartyId id, AgentId by, string ticket, ListeningMode mode, CancellationToken cancellationToken) =>
        parties.AskSupervisorAsync(pool, contact, id, by, ticket, mode, cancellationToken);

    public Task<CallParty?> RedeemAsync(CallPartyId party, AgentId agent, string ticket, string callSid, CancellationToken cancellationToken) =>
        parties.RedeemAsync(party, agent, ticket, callSid, cancellationToken);

    public Task<bool> ChangeModeAsync(CallPartyId party, AgentId by, ListeningMode mode, CancellationToken cancellationToken) =>
        parties.ChangeModeAsync(party, by, mode, cancellationToken);

    public Task<CallParty?> FindPartyAsync(CallPartyId party, CancellationToken cancellationToken) => parties.FindAsync(party, cancellationToken);

    public Task<string?> NumberToRingAsync(CallPartyId party, CancellationToken cancellationToken) => parties.NumberToRingAsync(party, cancellationToken);

    public Task<bool> TryAsync(CallPartyId party, CancellationToken cancellationToken) => parties.TryAsync(party, cancellationToken);

    public Task<(CallParty Party, bool Changed)?> AdvanceAsync(CallPartyId party, CallPartyState state, string? callSid, string? problem, CancellationToken cancellationToken) =>
        parties.AdvanceAsync(party, state, callSid, problem, cancellationToken);

    public Task<bool> NoteHoldAsync(ContactId contact, HoldFact fact, CancellationToken cancellationToken) => fact is { Begins: true, Held: false }
        ? BeginAsync(contact, fact, cancellationToken)
        : ExecuteAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                insert into call_state as s (contact_id, held_since, hold_conference, hold_sequence)
                select id, {(fact.Held ? clock.Now() : null)}, {fact.Conference}, {fact.Sequence} from contact where id = {contact.Value}
                on conflict (contact_id) do update set
                    held_since = case when {fact.Held} then coalesce(s.held_since, excluded.held_since) end,
                    hold_conference = excluded.hold_conference,
                    hold_sequence = excluded.hold_sequence
                where (s.hold_conference = excluded.hold_conference and s.hold_sequence < excluded.hold_sequence)
                    or s.hold_conference is null
                    or (s.hold_conference <> excluded.hold_conference and {fact.Begins})
                """,
                cancellationToken),
            cancellationToken);

    public Task SetHoldReasonAsync(ContactId contact, HoldReason reason, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db => db.Database.ExecuteSqlAsync(
                $"insert into call_state (contact_id, hold_reason) values ({contact.Value}, {(int)reason}) on conflict (contact_id) do update set hold_reason = excluded.hold_reason",
                cancellationToken),
            cancellationToken);

    public Task SetAloneAsync(ContactId contact, AssignmentId? assignment, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                insert into call_state (contact_id, alone_assignment_id) values ({contact.Value}, {assignment?.Value})
                on conflict (contact_id) do update set alone_assignment_id = excluded.alone_assignment_id
                """,
                cancellationToken),
            cancellationToken);

    public Task<bool> ChangeHandoverAsync(ContactId contact, Handover? from, Handover? to, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                insert into call_state (contact_id, handover_from, handover_agent, handover_kind, handover_at)
                values ({contact.Value}, {to?.From.Value}, {to?.Agent.Value}, {(int?)to?.Kind}, {to?.At})
                on conflict (contact_id) do update set
                    handover_from = excluded.handover_from, handover_agent = excluded.handover_agent,
                    handover_kind = excluded.handover_kind, handover_at = excluded.handover_at
                where call_state.handover_from is not distinct from {from?.From.Value} and call_state.handover_at is not distinct from {from?.At}
                """,
                cancellationToken),
            cancellationToken);

    /// <summary>Somebody who comes in is not on hold; nothing to note of those who never were.</summary>
    private Task<bool> BeginAsync(ContactId contact, HoldFact fact, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                update call_state set held_since = null, hold_conference = {fact.Conference}, hold_sequence = {fact.Sequence}
                where contact_id = {contact.Value} and (hold_conference is distinct from {fact.Conference} or hold_sequence < {fact.Sequence})
                """,
                cancellationToken),
            cancellationToken);

    private Task<bool> ExecuteAsync(Func<RecordsContext, Task<int>> statement, CancellationToken cancellationToken) =>
        database.StepAsync(async db => await statement(db) > 0, cancellationToken);
}
