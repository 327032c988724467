using Helpline.Contracts;
using Helpline.Support;
using Npgsql;

namespace Helpline.EndToEnd.World;

/// <summary>What the record holds, read past the product: the last word on whether anybody was lost or counted twice.</summary>
public sealed class TheRecord(Installation installation)
{
    /// <summary>The pump has brought in everything: no contact is open, no assignment asks anything of anybody.</summary>
    public Task ComesToRestAsync(TimeSpan? within = null) => Poll.Until(
        async () => await CountAsync("select count(*) from contact where state <> 3") == 0 && await CountAsync("select count(*) from assignment where state < 6") == 0,
        "every contact in the record is closed and every assignment over",
        within);

    public Task<long> ContactsAsync() => CountAsync("select count(*) from contact");

    /// <summary>Every caller's call that is known: its contact, and how that was closed. Without a contact: only its end was heard of.</summary>
    public async Task<IReadOnlyDictionary<string, (Guid? Contact, CloseReason? Reason)>> CallersAsync()
    {
        await using var connection = new NpgsqlConnection(installation.Database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select call_sid, contact_id, close_reason from call_leg left join contact on id = contact_id where role is distinct from 2", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var callers = new Dictionary<string, (Guid?, CloseReason?)>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            callers[rows.GetString(0)] = (rows.IsDBNull(1) ? null : rows.GetGuid(1), rows.IsDBNull(2) ? null : (CloseReason)rows.GetInt32(2));
        }

        return callers;
    }

    public Task<long> MessagesAsync() => CountAsync("select count(*) from message");

    /// <summary>The record's own clock for an outbox row that its sender took and never settled: its time is up.</summary>
    public Task EndOutboxClaimsAsync() => CountAsync("with ended as (update outbox set locked_until = now() where state = 2 returning 1) select count(*) from ended");

    /// <summary>As if every call had begun an hour earlier.</summary>
    public Task AgeCallsAsync() => CountAsync("with aged as (update call_leg set noted_at = noted_at - interval '1 hour' returning 1) select count(*) from aged");

    public Task<long> RepliesBeingSentAsync() => CountAsync("select count(*) from outbox where state = 2");

    /// <summary>Everything that happened is there once: numbers without gaps from 1 in every epoch, one arrival of each contact, no step of an assignment twice.</summary>
    public async Task HasOneHistoryAsync(int epochs = 1)
    {
        (await CountAsync("select count(distinct epoch) from routing_event")).ShouldBe(epochs);
        (await CountAsync(
            """
            select count(*) from (
                select 1 from routing_event group by pool, epoch having min(number) <> 1 or max(number) <> count(*)) broken
            """)).ShouldBe(0, "epochs whose numbers have gaps");
        (await CountAsync(
            """
            select count(*) from (
                select 1 from routing_event where kind = 1 and facts ->> 'reason' is null group by contact_id having count(*) > 1) twice
            """)).ShouldBe(0, "contacts that arrived twice");
        (await CountAsync(
            """
            select count(*) from (
                select 1 from routing_event where kind in (2, 3, 7, 12, 13, 14) group by assignment_id, kind having count(*) > 1) twice
            """)).ShouldBe(0, "assignments that did the same step twice");
    }

    private async Task<long> CountAsync(string sql)
    {
        // Without a pool: a connection kept from before the server was stopped is of no use after it.
        await using var connection = new NpgsqlConnection(installation.Database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
