using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>What lines say in their own words, for those who edit it. Every version is kept.</summary>
public interface ILineWordsFile
{
    /// <summary>Every sentence in the line's language, with its newest words.</summary>
    Task<IReadOnlyList<EditedSentence>> ReadAsync(ServiceLine line, CancellationToken cancellationToken);

    /// <summary>Every version of one sentence, newest first; the default, which is version 0, is not among them. Null when there is no such sentence.</summary>
    Task<IReadOnlyList<WordsVersion>?> VersionsAsync(ServiceLine line, string key, CancellationToken cancellationToken);

    /// <summary>Says a sentence in other words. <paramref name="version"/> is the one it was read at (0: the default): an older one is refused.</summary>
    Task<EditWordsReply> EditAsync(ServiceLine line, string key, string text, int version, AgentId by, CancellationToken cancellationToken);
}

/// <param name="Text">What is said now.</param>
/// <param name="Version">0: the default.</param>
/// <summary>A sentence with its newest words.</summary>
public sealed record EditedSentence(CallerSentence Sentence, string Text, int Version, AgentId? EditedBy, DateTimeOffset? EditedAt);

/// <summary>A sentence as it was said from <paramref name="EditedAt"/> on.</summary>
public sealed record WordsVersion(int Version, string Text, AgentId EditedBy, DateTimeOffset EditedAt);

public enum EditWordsResult
{
    Saved = 1,
    UnknownKey = -1,
    Invalid = -2,
    Stale = -3,
}

public sealed record EditWordsReply(EditWordsResult Result, int Version, IReadOnlyList<string> Problems);
