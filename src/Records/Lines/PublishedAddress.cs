namespace Helpline.Records.Lines;

/// <summary>A number or address of ours, as it is stored and looked for: no spaces, lower case.</summary>
internal static class PublishedAddress
{
    public static string Normalise(string? address) =>
        string.Concat((address ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
