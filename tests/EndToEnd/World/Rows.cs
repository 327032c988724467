using Helpline.Support;
using Npgsql;

namespace Helpline.EndToEnd.World;

/// <summary>What PostgreSQL holds about contacts, in few numbers: equal before and after means that nothing happened.</summary>
public static class Rows
{
    private const int QuietReadings = 15;

    private const string Everything = """
        select concat_ws(' ',
            'contact', (select count(*) from contact), 'of states', (select string_agg(state::text, '' order by id) from contact),
            'message', (select count(*) from message),
            'outbox', (select count(*) from outbox), 'of states', (select string_agg(state::text, '' order by number) from outbox),
            'provider_event', (select count(*) from provider_event),
            'routing_event', (select count(*) from routing_event where contact_id is not null),
            'assignment', (select string_agg(state::text, '' order by id) from assignment),
            'outcome', (select string_agg(concat(revision, '/', logged_at), ' ' order by assignment_id) from outcome))
        """;

    /// <summary>Reads until the history, which follows a moment later, has nothing more to add.</summary>
    public static async Task<string> ReadAsync(Installation installation)
    {
        var (last, equal) = ("", 0);
        await Poll.Until(
            async () =>
            {
                var now = await ScalarAsync<string>(installation, Everything);
                equal = string.Equals(now, last, StringComparison.Ordinal) ? equal + 1 : 0;
                last = now;
                return equal == QuietReadings;
            },
            "the records come to rest");
        return last;
    }

    public static async Task<T> ScalarAsync<T>(Installation installation, string sql)
    {
        await using var connection = new NpgsqlConnection(installation.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
