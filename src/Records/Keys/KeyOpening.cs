using System.Security.Cryptography;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Records.Keys;

/// <summary>
/// Opens the key ring at start-up: every key this database was ever used with must be there and be the same key. Keys are made only for a database that has
/// never had any; over existing data that would hide a loss behind records nobody can read.
/// </summary>
internal sealed class KeyOpening(KeyRing ring, IOptions<KeysOptions> options, TimeProvider clock, ILogger<KeyOpening> log)
{
    private static ReadOnlySpan<byte> CheckText => "helpline key check"u8;

    /// <summary>To be called by one node at a time (under the migration lock).</summary>
    public async Task OpenAsync(RecordsContext db, CancellationToken cancellationToken)
    {
        var directory = options.Value.Directory;
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new RecordsSetupException("Keys:Directory is not set. Name the folder that holds, or shall hold, the encryption keys; it must not be inside the database's folder.");
        }

        var files = new KeyFiles(directory);
        var problems = new List<string>();
        var known = await db.EncryptionKeys.ToListAsync(cancellationToken);
        var hasData = known.Count > 0 || await HasDataAsync(db, cancellationToken);
        var masters = Check(KeyKind.Master, files, known, hasData, problems);
        var indexes = Check(KeyKind.Index, files, known, hasData, problems);
        RecordsSetupException.ThrowIfAny(problems);

        masters = await AcceptAsync(KeyKind.Master, masters, files, db, known, cancellationToken);
        indexes = await AcceptAsync(KeyKind.Index, indexes, files, db, known, cancellationToken);
        ring.Open(masters, indexes);
        foreach (var path in files.ReadableByOthers())
        {
            log.KeyReadableByOthers(path);
        }
    }

    private static IReadOnlyList<VersionedKey> Check(KeyKind kind, KeyFiles files, List<EncryptionKeyRow> known, bool hasData, List<string> problems)
    {
        var unreadable = problems.Count;
        var keys = files.Read(kind, problems);
        if (problems.Count > unreadable)
        {
            return keys;
        }

        foreach (var row in known.Where(k => string.Equals(k.Kind, KeyFiles.NameOf(kind), StringComparison.Ordinal)))
        {
            var key = keys.FirstOrDefault(k => k.Version == row.Version);
            if (key is null)
            {
                problems.Add($"{files.PathOf(kind, row.Version)} is missing. This database was written with it and cannot be read without it: put the file back from your copy. No new key was made.");
            }
            else if (!CryptographicOperations.FixedTimeEquals(CheckValueOf(key), row.CheckValue))
            {
                problems.Add($"{files.PathOf(kind, row.Version)} is not the key this database was written with. Put the right file back from your copy, or check that ConnectionStrings:Postgres and Keys:Directory belong together.");
            }
        }

        if (keys.Count == 0 && hasData && problems.Count == unreadable)
        {
            problems.Add($"{files.PathOf(kind, 1)} is missing, and this database already holds data. Put the file back from your copy. No new key was made.");
        }

        return keys;
    }

    private async Task<IReadOnlyList<VersionedKey>> AcceptAsync(
        KeyKind kind, IReadOnlyList<VersionedKey> keys, KeyFiles files, RecordsContext db, List<EncryptionKeyRow> known, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            keys = [files.Create(kind)];
            log.KeyCreated(files.PathOf(kind, 1));
        }

        var name = KeyFiles.NameOf(kind);
        foreach (var key in keys.Where(key => !known.Exists(k => string.Equals(k.Kind, name, StringComparison.Ordinal) && k.Version == key.Version)))
        {
            db.EncryptionKeys.Add(new EncryptionKeyRow { Kind = name, Version = key.Version, CheckValue = CheckValueOf(key), FirstUsedAt = clock.Now() });
        }

        await db.SaveChangesAsync(cancellationToken);
        return keys;
    }

    private static byte[] CheckValueOf(VersionedKey key) => HMACSHA256.HashData(key.Secret, CheckText);

    private static async Task<bool> HasDataAsync(RecordsContext db, CancellationToken cancellationToken) =>
        await db.ContactKeys.AnyAsync(cancellationToken)
        || await db.SignInKeys.AnyAsync(cancellationToken)
        || await db.Installations.AnyAsync(cancellationToken);
}
