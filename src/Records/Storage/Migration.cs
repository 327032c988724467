using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Helpline.Records.Storage;

/// <summary>One numbered SQL file of the folder Migrations. Once released a file never changes; the schema moves on by a new one.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Folder = "Helpline.Records.Migrations.";

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All of this version of Helpline, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    private static IReadOnlyList<Migration> ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(m => m.Version)];
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var name = resource[Folder.Length..^".sql".Length];
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
