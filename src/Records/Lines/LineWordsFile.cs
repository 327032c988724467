using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Lines;

internal sealed class LineWordsFile(RecordsDatabase database, LineWords memory, TimeProvider clock) : ILineWordsFile
{
    public async Task<IReadOnlyList<EditedSentence>> ReadAsync(ServiceLine line, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.LineWords.AsNoTracking().Where(w => w.Line == line.Id.Value && w.Language == line.Language).OrderBy(w => w.Version).ToListAsync(cancellationToken), cancellationToken);
        return [.. CallerWords.All.Select(sentence => View(sentence, rows.FindLast(r => string.Equals(r.Key, sentence.Key, StringComparison.Ordinal))))];

        EditedSentence View(CallerSentence sentence, LineWordsRow? row) => row is null
            ? new(sentence, memory.Of(line, sentence.Key), 0, null, null)
            : new(sentence, row.Text, row.Version, new AgentId(row.EditedBy), row.EditedAt);
    }

    public async Task<IReadOnlyList<WordsVersion>?> VersionsAsync(ServiceLine line, string key, CancellationToken cancellationToken)
    {
        if (CallerWords.Find(key) is null)
        {
            return null;
        }

        var rows = await database.ReadAsync(
            db => db.LineWords.AsNoTracking().Where(w => w.Line == line.Id.Value && w.Language == line.Language && w.Key == key).OrderByDescending(w => w.Version).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(r => new WordsVersion(r.Version, r.Text, new AgentId(r.EditedBy), r.EditedAt))];
    }

    public async Task<EditWordsReply> EditAsync(ServiceLine line, string key, string text, int version, AgentId by, CancellationToken cancellationToken)
    {
        if (CallerWords.Find(key) is not { } sentence)
        {
            return new EditWordsReply(EditWordsResult.UnknownKey, version, [$"There is no sentence '{key}'."]);
        }

        var words = text.Trim();
        List<string> problems = [.. sentence.Problems(words)];
        return problems.Count > 0
            ? new EditWordsReply(EditWordsResult.Invalid, version, problems)
            : await database.StepAsync(db => StoreAsync(db, line, key, words, version, by, cancellationToken), cancellationToken);
    }

    private async Task<EditWordsReply> StoreAsync(RecordsContext db, ServiceLine line, string key, string text, int version, AgentId by, CancellationToken cancellationToken)
    {
        var now = await db.LineWords.AsNoTracking().Where(w => w.Line == line.Id.Value && w.Key == key && w.Language == line.Language)
            .OrderByDescending(w => w.Version).FirstOrDefaultAsync(cancellationToken);
        if ((now?.Version ?? 0) != version)
        {
            // The same edit again, because its answer was lost on the way.
            var isRepeat = now is not null && now.Version == version + 1 && now.EditedBy == by.Value && string.Equals(now.Text, text, StringComparison.Ordinal);
            return new EditWordsReply(isRepeat ? EditWordsResult.Saved : EditWordsResult.Stale, now?.Version ?? 0, []);
        }

        var stored = await db.Database.ExecuteSqlAsync(
            $"""
            insert into line_words (line, key, language, version, text, edited_by, edited_at)
            values ({line.Id.Value}, {key}, {line.Language}, {version + 1}, {text}, {by.Value}, {clock.Now()})
            on conflict do nothing
            """,
            cancellationToken);
        if (stored == 0)
        {
            return new EditWordsReply(EditWordsResult.Stale, version + 1, []);
        }

        await memory.RefreshAsync(db, cancellationToken);
        return new EditWordsReply(EditWordsResult.Saved, version + 1, []);
    }
}
