namespace Helpline.Records.Storage;

/// <summary>The one row that says what this database is for.</summary>
internal sealed class InstallationRow
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;

    public bool Demo { get; set; }

    public DateTimeOffset MarkedAt { get; set; }
}
