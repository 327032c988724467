using System.Text.Json;
using Helpline.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Helpline.Records.History;

/// <summary>
/// Writes events and the entities they carry, all in one round trip. Rows only go forward: an older position changes nothing, and what is over
/// (a closed contact, a finished assignment) stays over, as the life tables have it, even if Redis was set back and tells it otherwise.
/// </summary>
internal static class HistoryWriting
{
    private const string InsertEvent =
        """
        insert into routing_event (pool, epoch, number, at, kind, contact_id, assignment_id, agent_id, facts)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (pool, epoch, number) do nothing
        """;

    private const string UpdateContact =
        """
        update contact set demand = $4, priority = $5, state = $6, waiting_since = $7, close_reason = $8,
            closed_at = case when $6 = 3 then $9 end, event_epoch = $2, event_number = $3,
            stage = $10, known_to = $11, reserved_for = $12, task = $13
        where id = $1 and state <> 3 and (event_epoch, event_number) < ($2, $3)
        """;

    // A contact that is not in the records is not invented, and so has no assignments.
    private const string UpsertAssignment =
        """
        insert into assignment (id, contact_id, agent_id, channel, state, since, deadline, event_epoch, event_number)
        select $1, $4, $5, $6, $7, $8, $9, $2, $3 where exists (select 1 from contact where id = $4)
        on conflict (id) do update set state = excluded.state, since = excluded.since, deadline = excluded.deadline,
            event_epoch = excluded.event_epoch, event_number = excluded.event_number
        where assignment.state in (1, 2, 3, 4, 5)
          and (assignment.event_epoch, assignment.event_number) < (excluded.event_epoch, excluded.event_number)
        """;

    // The queue was lost: what rang rings no more, and is offered anew. 1 offered, 9 withdrawn.
    private const string WithdrawOffers =
        """
        update assignment a set state = 9, since = $4, deadline = null, event_epoch = $2, event_number = $3
        from contact c
        where c.id = a.contact_id and c.pool = $1 and a.state = 1 and (a.event_epoch, a.event_number) < ($2, $3)
        """;

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<RoutingEvent> events, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var e in events)
        {
            batch.BatchCommands.Add(Event(e));
            if (e is { Kind: RoutingEventKind.EpochStarted, Reason: not "restarted" })
            {
                batch.BatchCommands.Add(Command(WithdrawOffers, Text(e.Pool.Value), Long(e.Position.Epoch), Long(e.Position.Number), Time(e.At)));
            }

            if (e.Contact is { } contact)
            {
                batch.BatchCommands.Add(Contact(e, contact));
            }

            if (e.Assignment is { } assignment)
            {
                batch.BatchCommands.Add(Assignment(e.Position, assignment));
            }
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Event(RoutingEvent e) => Command(
        InsertEvent,
        Text(e.Pool.Value), Long(e.Position.Epoch), Long(e.Position.Number), Time(e.At), Number((int)e.Kind),
        Id((e.Contact?.Id ?? e.Assignment?.Contact)?.Value), Id(e.Assignment?.Id.Value), Id((e.Agent?.Id ?? e.Assignment?.Agent)?.Value),
        new NpgsqlParameter { Value = JsonSerializer.Serialize(e, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb });

    private static NpgsqlBatchCommand Contact(RoutingEvent e, ContactFacts contact) => Command(
        UpdateContact,
        Id(contact.Id.Value), Long(e.Position.Epoch), Long(e.Position.Number),
        Text(contact.Demand.Key), Number((int)contact.Priority), Number((int)contact.State), Time(contact.WaitingSince), Number((int?)contact.CloseReason), Time(e.At),
        Number(contact.Stage), Id(contact.KnownTo?.Value), Id(contact.ReservedFor?.Value), Number((int?)contact.Task));

    private static NpgsqlBatchCommand Assignment(EventPosition position, AssignmentFacts a) => Command(
        UpsertAssignment,
        Id(a.Id.Value), Long(position.Epoch), Long(position.Number),
        Id(a.Contact.Value), Id(a.Agent.Value), Number((int)a.Channel), Number((int)a.State), Time(a.Since), Time(a.Deadline));

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Id(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter Long(long value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private static NpgsqlParameter Number(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    private static NpgsqlParameter Time(DateTimeOffset? value) => new() { Value = (object?)value?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
