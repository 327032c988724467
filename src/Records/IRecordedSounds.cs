using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Recordings that lie at the network until their sound is here, sealed, and are then deleted there.</summary>
public interface IRecordedSounds
{
    /// <summary>Recordings that are still to be fetched, or to be deleted at the network, and are due. Each goes to one asker for <paramref name="lease"/>.</summary>
    Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Stores the sound, sealed, in pieces. Repeating it changes nothing.</summary>
    Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken);

    /// <summary>The network has deleted its copy.</summary>
    Task DeletedAsync(string recordingSid, CancellationToken cancellationToken);
}

/// <param name="Fetch">Its sound is still to be fetched; otherwise it is to be deleted at the network.</param>
/// <param name="Contact">Whose consoles are told when it is here.</param>
/// <param name="CallSid">With a recorded call: the call, for whether it is still up.</param>
/// <param name="Tries">With a recorded call: how often it was tried before.</param>
/// <summary>Something still to do about a recording.</summary>
public sealed record SoundJob(string RecordingSid, bool Fetch, ContactId? Contact = null, PoolId? Pool = null, string? CallSid = null, int Tries = 0);

/// <summary>A sound as it is played.</summary>
public sealed record RecordedSound(string ContentType, byte[] Bytes);
