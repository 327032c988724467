namespace Helpline.Records;

/// <summary>Something an operator must put right before Records can serve. The message says every problem: what is wrong, where, what to do.</summary>
public sealed class RecordsSetupException : Exception
{
    public RecordsSetupException()
    {
    }

    public RecordsSetupException(string message)
        : base(message)
    {
    }

    public RecordsSetupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static void ThrowIfAny(IReadOnlyCollection<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new RecordsSetupException(string.Join(Environment.NewLine, problems));
        }
    }
}
