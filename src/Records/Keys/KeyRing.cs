namespace Helpline.Records.Keys;

/// <summary>The keys in use. Closed until <see cref="KeyOpening"/> has seen that they are this database's.</summary>
internal sealed class KeyRing
{
    private volatile Opened? opened;

    public VersionedKey CurrentMaster => Keys.Masters[^1];

    /// <summary>Lowest number first; the last is used for new hashes, all for finding.</summary>
    public IReadOnlyList<VersionedKey> Indexes => Keys.Indexes;

    private Opened Keys => opened ?? throw new InvalidOperationException("The keys are not open yet: call IRecordsSetup.MigrateAsync first.");

    public VersionedKey Master(int version) =>
        Keys.Masters.FirstOrDefault(k => k.Version == version)
        ?? throw new InvalidOperationException($"Something was written with master key {version}, which this node has not read. Put master-{version}.key into Keys:Directory of every node, then restart it.");

    public void Open(IReadOnlyList<VersionedKey> masters, IReadOnlyList<VersionedKey> indexes) => opened = new Opened(masters, indexes);

    private sealed record Opened(IReadOnlyList<VersionedKey> Masters, IReadOnlyList<VersionedKey> Indexes);
}
