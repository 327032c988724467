using System.Collections.Frozen;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Lines;

/// <summary>The newest words of every line, in memory: a caller never waits on the database for a sentence.</summary>
internal sealed class LineWords : ILineWords
{
    private volatile FrozenDictionary<(string Line, string Language, string Key), string> words = FrozenDictionary<(string, string, string), string>.Empty;

    public string Of(ServiceLine? line, string key)
    {
        var own = line is null ? null : words.GetValueOrDefault((line.Id.Value, line.Language, key));
        if (string.Equals(key, CallerWords.Greeting, StringComparison.Ordinal))
        {
            return string.IsNullOrWhiteSpace(own) ? line?.Greeting ?? "" : own;
        }

        return own ?? CallerWords.Find(key)?.Default ?? throw new ArgumentException($"There is no sentence '{key}'.", nameof(key));
    }

    public async Task RefreshAsync(RecordsContext db, CancellationToken cancellationToken)
    {
        var newest = await db.LineWords.FromSql($"select distinct on (line, language, key) * from line_words order by line, language, key, version desc")
            .AsNoTracking().ToListAsync(cancellationToken);

        // A sentence of another version that does not fit this one must not be half said.
        words = newest
            .Where(w => CallerWords.Find(w.Key) is { } sentence && !sentence.Problems(w.Text).Any())
            .ToFrozenDictionary(w => (w.Line, w.Language, w.Key), w => w.Text);
    }
}
