namespace Helpline.Records.Lines;

/// <summary>One version of one sentence of a line; never changed.</summary>
internal sealed class LineWordsRow
{
    public string Line { get; set; } = "";

    public string Key { get; set; } = "";

    public string Language { get; set; } = "";

    public int Version { get; set; }

    public string Text { get; set; } = "";

    public Guid EditedBy { get; set; }

    public DateTimeOffset EditedAt { get; set; }
}
