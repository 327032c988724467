using System.Buffers.Binary;
using Helpline.Contracts;

namespace Helpline.Bench.Quality;

/// <summary>Ids that are the same in every play, in the order of their numbers: they decide between equals.</summary>
internal static class Numbered
{
    public static ContactId Contact(int number) => new(Of(number));

    public static AgentId Agent(int number) => new(Of(number));

    private static Guid Of(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new(bytes, bigEndian: true);
    }
}
