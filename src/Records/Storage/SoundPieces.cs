namespace Helpline.Records.Storage;

/// <summary>How sounds lie in the database, and how long to wait for those that do not come.</summary>
internal static class SoundPieces
{
    public const int Bytes = 256 * 1024;

    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Piece)> Of(ReadOnlyMemory<byte> sound)
    {
        for (var (number, at) = (0, 0); at < sound.Length; number++, at += Bytes)
        {
            yield return (number, sound.Slice(at, Math.Min(Bytes, sound.Length - at)));
        }
    }

    public static byte[] Join(IEnumerable<byte[]> pieces)
    {
        var all = pieces.ToList();
        var whole = new byte[all.Sum(p => p.Length)];
        var at = 0;
        foreach (var piece in all)
        {
            piece.CopyTo(whole, at);
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>Whoever does not come back to it leaves it to the next: ever later, an hour at most.</summary>
    public static TimeSpan Pause(TimeSpan lease, int tries) => TimeSpan.FromSeconds(Math.Min(lease.TotalSeconds * Math.Pow(2, Math.Min(tries, 10)), 3600));
}
