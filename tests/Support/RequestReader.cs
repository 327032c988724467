using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Helpline.Support;

/// <summary>Cuts what a client sends on one connection into requests.</summary>
internal abstract class RequestReader
{
    /// <summary>The next piece at the beginning of <paramref name="bytes"/>: its length, 0 while it is not all there, and its name if it counts as a request.</summary>
    public abstract (int Length, string? Name) Next(ReadOnlySpan<byte> bytes);
}

/// <summary>Commands as arrays of bulk strings, which is how clients send them.</summary>
internal sealed class RedisRequests : RequestReader
{
    /// <summary>What the client says for itself when it connects or keeps alive.</summary>
    private static readonly FrozenSet<string> Greeting =
        new[] { "HELLO", "AUTH", "CLIENT", "CONFIG", "INFO", "ECHO", "PING", "SUBSCRIBE", "CLUSTER", "SENTINEL", "GET", "ROLE", "SELECT" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public override (int Length, string? Name) Next(ReadOnlySpan<byte> bytes)
    {
        if (Number(bytes, 0) is not { } head)
        {
            return default;
        }

        var at = head.Next;
        var name = "";
        for (var i = 0; i < head.Value; i++)
        {
            if (Number(bytes, at) is not { } bulk || bytes.Length < bulk.Next + bulk.Value + 2)
            {
                return default;
            }

            name = i == 0 ? Encoding.ASCII.GetString(bytes.Slice(bulk.Next, bulk.Value)) : name;
            at = bulk.Next + bulk.Value + 2;
        }

        return (at, Greeting.Contains(name) ? null : name);
    }

    // "*3\r\n" or "$11\r\n".
    private static (int Value, int Next)? Number(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = at < bytes.Length ? bytes[at..] : [];
        var end = rest.IndexOf("\r\n"u8);
        return end < 0 ? null : (int.Parse(rest[1..end], CultureInfo.InvariantCulture), at + end + 2);
    }
}

/// <summary>Frontend messages of protocol 3: a query, or what lies between two Syncs.</summary>
internal sealed class PostgresRequests : RequestReader
{
    private const int Version3 = 3;
    private bool started;

    public override (int Length, string? Name) Next(ReadOnlySpan<byte> bytes)
    {
        if (!started)
        {
            return Greeting(bytes);
        }

        var name = "batch";
        for (var at = 0; bytes.Length >= at + 5; )
        {
            var type = (char)bytes[at];
            var end = at + 1 + BinaryPrimitives.ReadInt32BigEndian(bytes[(at + 1)..]);
            if (bytes.Length < end)
            {
                break;
            }

            name = type is 'P' or 'Q' ? Words(bytes[(at + 5)..end], type) : name;
            at = end;
            if (type is 'Q' or 'S')
            {
                return (at, name);
            }

            if (type is not ('P' or 'B' or 'D' or 'E' or 'C'))
            {
                return (at, null);
            }
        }

        return default;
    }

    // Until the start-up message, messages have no type: the client may first ask for encryption, which the server refuses.
    private (int Length, string? Name) Greeting(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || BinaryPrimitives.ReadInt32BigEndian(bytes) is var length && bytes.Length < length)
        {
            return default;
        }

        started = BinaryPrimitives.ReadInt16BigEndian(bytes[4..]) == Version3;
        return (length, null);
    }

    private static string Words(ReadOnlySpan<byte> body, char type)
    {
        var text = Encoding.UTF8.GetString(body).Split('\0')[type == 'P' ? 1 : 0];
        return text[..Math.Min(text.Length, 60)].ReplaceLineEndings(" ");
    }
}
