using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Calls;

/// <summary>The rows of <c>call_party</c>: who was brought into a call, and what became of it.</summary>
internal sealed class CallParties(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, TimeProvider clock)
{
    /// <summary>How long a supervisor's browser has to ring in.</summary>
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(60);

    public Task<bool> AskAsync(PoolId pool, ContactId contact, CallPartyId id, CallPartyRole role, PartyAbout about, AgentId by, CancellationToken cancellationToken) =>
        AddAsync(
            contact,
            opened => new CallPartyRow
            {
                Id = id.Value,
                ContactId = contact.Value,
                Pool = pool.Value,
                Role = role,
                AboutSealed = opened.Cipher.Seal(SealedColumn.PartyAbout, id.Value, JsonSerializer.Serialize(about)),
                State = CallPartyState.Asked,
                AskedBy = by.Value,
                AskedAt = clock.Now(),
            },
            note: null,
            cancellationToken);

    public Task<bool> AskSupervisorAsync(PoolId pool, ContactId contact, CallPartyId id, AgentId by, string ticket, ListeningMode mode, CancellationToken cancellationToken) =>
        AddAsync(
            contact,
            _ => new CallPartyRow
            {
                Id = id.Value,
                ContactId = contact.Value,
                Pool = pool.Value,
                Role = CallPartyRole.Supervisor,
                State = CallPartyState.Asked,
                AskedBy = by.Value,
                AskedAt = clock.Now(),
                TicketHash = Hash(ticket),
                Mode = mode,
            },
            (db, opened) => audit.NoteAsync(db, opened, new Reader(by, "supervision"), WhatOf(mode), reason: null, cancellationToken),
            cancellationToken);

    public Task<CallParty?> RedeemAsync(CallPartyId party, AgentId agent, string ticket, string callSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var (hash, since) = (Hash(ticket), clock.Now() - TicketLife);
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_party set call_sid = {callSid}
                    where id = {party.Value} and role = 4 and asked_by = {agent.Value} and ticket_hash = {hash} and call_sid is null and state = 1 and asked_at > {since}
                    """,
                    cancellationToken);
                var row = await db.CallParties.AsNoTracking().SingleOrDefaultAsync(
                    p => p.Id == party.Value && p.AskedBy == agent.Value && p.TicketHash == hash && p.CallSid == callSid && p.State < CallPartyState.Left, cancellationToken);
                return row?.ToParty();
            },
            cancellationToken);

    public Task<bool> ChangeModeAsync(CallPartyId party, AgentId by, ListeningMode mode, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var row = await db.CallParties.SingleOrDefaultAsync(
                    p => p.Id == party.Value && p.Role == CallPartyRole.Supervisor && p.AskedBy == by.Value && p.State < CallPartyState.Left, cancellationToken);
                if (row is null || await contacts.FindAsync(db, new(row.ContactId), cancellationToken) is not { } opened)
                {
                    return false;
                }

                row.Mode = mode;
                await audit.NoteAsync(db, opened, new Reader(by, "supervision"), WhatOf(mode), reason: null, cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<CallParty?> FindAsync(CallPartyId party, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => db.CallParties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == party.Value, cancellationToken), cancellationToken))?.ToParty();

    public Task<string?> NumberToRingAsync(CallPartyId party, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var row = await db.CallParties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == party.Value, cancellationToken);
                return row is null ? null : AboutOf(row, await contacts.FindAsync(db, new(row.ContactId), cancellationToken))?.Number;
            },
            cancellationToken);

    public Task<bool> TryAsync(CallPartyId party, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync($"update call_party set tried_at = {clock.Now()} where id = {party.Value} and tried_at is null", cancellationToken) > 0,
            cancellationToken);

    public Task<(CallParty Party, bool Changed)?> AdvanceAsync(CallPartyId party, CallPartyState state, string? callSid, string? problem, CancellationToken cancellationToken) =>
        database.StepAsync<(CallParty, bool)?>(
            async db =>
            {
                var now = clock.Now();

                // An end is an end; only its reason may still be learned.
                var changed = await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_party set
                        state = greatest(state, {(int)state}),
                        call_sid = coalesce(call_sid, {callSid}),
                        problem = coalesce(problem, {problem}),
                        joined_at = case when {(int)state} = 3 then coalesce(joined_at, {now}) else joined_at end,
                        ended_at = case when {(int)state} >= 8 then coalesce(ended_at, {now}) else ended_at end
                    where id = {party.Value} and ((state < {(int)state} and state < 8) or (state = 9 and {(int)state} = 9 and problem is null))
                    """,
                    cancellationToken) > 0;
                var row = await db.CallParties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == party.Value, cancellationToken);
                return row is null ? null : (row.ToParty(), changed);
            },
            cancellationToken);

    /// <summary>A party as its agent may see it; without <paramref name="opened"/> (erased) nothing personal is left.</summary>
    public static PartyFile FileOf(CallPartyRow row, OpenedContact? opened)
    {
        var about = AboutOf(row, opened);
        return new PartyFile(row.ToParty(), about?.Name, about?.Language, about?.Provider, about is null ? null : CallerAddress.Of(about.Number).ToString());
    }

    private static PartyAbout? AboutOf(CallPartyRow row, OpenedContact? opened) => row.AboutSealed is { } about && opened is not null
        ? JsonSerializer.Deserialize<PartyAbout>(opened.Cipher.Open(SealedColumn.PartyAbout, row.Id, about))
        : null;

    private async Task<bool> AddAsync(
        ContactId contact, Func<OpenedContact, CallPartyRow> make, Func<RecordsContext, OpenedContact, Task>? note, CancellationToken cancellationToken) =>
        await database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return false;
                }

                var row = make(opened);
                if (!await db.CallParties.AnyAsync(p => p.Id == row.Id, cancellationToken))
                {
                    db.CallParties.Add(row);
                    await (note?.Invoke(db, opened) ?? Task.CompletedTask);
                    await db.SaveChangesAsync(cancellationToken);
                }

                return true;
            },
            cancellationToken);

    private static string WhatOf(ListeningMode mode) => mode switch
    {
        ListeningMode.Listen => AccessAudit.Listen,
        ListeningMode.Whisper => AccessAudit.Whisper,
        ListeningMode.Barge => AccessAudit.Barge,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };

    private static byte[] Hash(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}
