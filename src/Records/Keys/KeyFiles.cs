using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helpline.Records.Keys;

internal enum KeyKind
{
    /// <summary>Wraps the data keys of contacts and the sign-in keys.</summary>
    Master = 1,

    /// <summary>Hashes addresses, so that a person is found without being readable.</summary>
    Index = 2,
}

/// <summary>A key with its number; the highest number is current.</summary>
internal sealed record VersionedKey(int Version, byte[] Secret);

/// <summary>The key files of <see cref="KeysOptions.Directory"/>.</summary>
internal sealed class KeyFiles(string directory)
{
    public const int KeyLength = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string NameOf(KeyKind kind) => kind switch
    {
        KeyKind.Master => "master",
        KeyKind.Index => "index",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of key."),
    };

    public string PathOf(KeyKind kind, int version) => Path.Combine(directory, $"{NameOf(kind)}-{version}.key");

    /// <summary>Every key of a kind, lowest number first. A file that cannot be used becomes a sentence in <paramref name="problems"/>.</summary>
    public IReadOnlyList<VersionedKey> Read(KeyKind kind, List<string> problems)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var keys = new List<VersionedKey>();
        foreach (var path in Directory.EnumerateFiles(directory, $"{NameOf(kind)}-*.key"))
        {
            if (ReadOne(kind, path, problems) is { } key)
            {
                keys.Add(key);
            }
        }

        return [.. keys.OrderBy(k => k.Version)];
    }

    /// <summary>Makes key 1 of a kind. Never replaces a file.</summary>
    public VersionedKey Create(KeyKind kind)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            // The folder's own permissions decide there.
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        var key = new VersionedKey(1, RandomNumberGenerator.GetBytes(KeyLength));
        var path = PathOf(kind, key.Version);
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key.Secret)));
            file.Flush(flushToDisk: true);
        }

        // Whole or not at all: half a key would look like a wrong one at the next start.
        File.Move(unfinished, path, overwrite: false);
        return key;
    }

    public IEnumerable<string> ReadableByOthers() => Directory.EnumerateFiles(directory, "*.key").Where(OthersMayRead);

    private static bool OthersMayRead(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0;

    private static VersionedKey? ReadOne(KeyKind kind, string path, List<string> problems)
    {
        var number = Path.GetFileNameWithoutExtension(path)[(NameOf(kind).Length + 1)..];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
        {
            problems.Add($"{path}: the name of a key file must end in its number, as in {NameOf(kind)}-1.key. Rename it, or take it out of the folder.");
            return null;
        }

        try
        {
            var secret = Convert.FromBase64String(File.ReadAllText(path).Trim());
            if (secret.Length == KeyLength)
            {
                return new VersionedKey(version, secret);
            }

            problems.Add($"{path}: the key is {secret.Length} bytes long and must be {KeyLength}. Put the right file back from your copy.");
        }
        catch (FormatException)
        {
            problems.Add($"{path}: this is not a key ({KeyLength} bytes in base64 on one line). Put the right file back from your copy.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: the key cannot be read ({e.Message}). Give the file to the user this service runs as, mode 0600.");
        }

        return null;
    }
}
