namespace Helpline.Records.Storage;

/// <summary>
/// The clock of the database server, which all nodes share: a node whose own clock is wrong must not change who came first. It costs no request of its own:
/// a statement that needs the time says <c>coalesce({clock.Given}::timestamptz, clock_timestamp())</c>.
/// </summary>
/// <param name="owned">For tests that own the time; otherwise PostgreSQL says it.</param>
internal sealed class DatabaseClock(TimeProvider? owned = null)
{
    /// <summary>The time to use instead of PostgreSQL's; null outside tests.</summary>
    public DateTimeOffset? Given => owned?.Now();
}
