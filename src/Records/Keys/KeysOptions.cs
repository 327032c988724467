namespace Helpline.Records;

/// <summary>Section <c>Keys</c>.</summary>
public sealed class KeysOptions
{
    /// <summary>
    /// Required. The folder of the encryption keys, outside the database: <c>master-1.key</c> and <c>index-1.key</c>, each 32 random bytes in base64, readable by
    /// the service's user only (0600). Made at the first start with an empty database. To rotate, add <c>master-2.key</c> on every node and restart: the highest number
    /// is used for writing, all are accepted for reading. An index key is rotated with all nodes stopped, so that two nodes never look for one number in two ways.
    /// Keep a copy somewhere else: without the keys the database cannot be read by anyone.
    /// </summary>
    public string Directory { get; set; } = "";
}
