using Microsoft.Extensions.Logging;

namespace Helpline.Records.Storage;

/// <summary>Every log line of Records. Ids, numbers of files and folders; never what is in them.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Migration {Name} applied")]
    public static partial void MigrationApplied(this ILogger log, string name);

    [LoggerMessage(2002, LogLevel.Warning, "The database has been migrated by a newer version of Helpline, up to {Version}; this version knows up to {Known} and goes on with it")]
    public static partial void SchemaIsNewer(this ILogger log, int version, int known);

    [LoggerMessage(2003, LogLevel.Warning, "New encryption key made: {Path}. Keep a copy elsewhere; without it the database cannot be read")]
    public static partial void KeyCreated(this ILogger log, string path);

    [LoggerMessage(2004, LogLevel.Warning, "Encryption key {Path} can be read by other users of this machine; set its mode to 0600")]
    public static partial void KeyReadableByOthers(this ILogger log, string path);

    [LoggerMessage(2010, LogLevel.Warning, "The service lines could not be refreshed; the last known ones stay in use")]
    public static partial void LinesNotRefreshed(this ILogger log, Exception exception);

    [LoggerMessage(2011, LogLevel.Warning, "The queue policy of line {Line} cannot be used ({Problem}); the last good one stays in use. Mend the column queue of its row in service_line")]
    public static partial void QueuePolicyUnreadable(this ILogger log, string line, string problem);

    [LoggerMessage(2020, LogLevel.Information, "Contact {Late} opened for what was written after contact {Ended} had ended")]
    public static partial void LateMessagesMoved(this ILogger log, Guid late, Guid ended);

    [LoggerMessage(2021, LogLevel.Warning, "Pool {Pool}: event {Position} names contact {Contact}, which is not in the records")]
    public static partial void UnknownContact(this ILogger log, string pool, string position, Guid contact);
}
