using Npgsql;

namespace Helpline.Records;

/// <summary>PostgreSQL could not be reached. The step may or may not have happened; every step of Records can be repeated safely.</summary>
public sealed class RecordsUnavailableException : Exception
{
    private const string Sentence =
        "The records (PostgreSQL) could not be reached. Check ConnectionStrings:Postgres and that PostgreSQL runs; the step can be repeated safely.";

    public RecordsUnavailableException()
        : base(Sentence)
    {
    }

    public RecordsUnavailableException(string message)
        : base(message)
    {
    }

    public RecordsUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True when <paramref name="exception"/>, or what caused it, is PostgreSQL being away: for code that meets the database outside our interfaces, such as sign-in.</summary>
    public static bool Explains(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is RecordsUnavailableException || (cause is NpgsqlException trouble && IsAway(trouble)))
            {
                return true;
            }
        }

        return false;
    }

    internal static RecordsUnavailableException Because(Exception cause) => new(Sentence, cause);

    private static bool IsAway(NpgsqlException trouble) => trouble switch
    {
        // The server answered, but only to say that it cannot serve: shutting down, starting, full, or we may not come in.
        PostgresException { SqlState: var state } =>
            state is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidCatalogName
            || state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("28", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal),
        _ => true,
    };
}
