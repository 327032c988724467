using System.Buffers.Binary;

namespace Helpline.Simulator.Rest;

/// <summary>The simulator keeps words, so its recordings sound like silence of the right length; a minute at most.</summary>
internal static class SilentSound
{
    private const int Rate = 8000;

    /// <summary>A WAV file, 8 bit, 8 kHz, mono.</summary>
    public static byte[] Wav(TimeSpan length)
    {
        var samples = (int)Math.Min(Rate * 60, Rate * Math.Max(1, length.TotalSeconds));
        var wav = new byte[44 + samples];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), 36 + samples);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 8);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), samples);
        wav.AsSpan(44).Fill(128);
        return wav;
    }

    /// <summary>MPEG 2.5 layer III, 8 kHz, 8 kbit/s, mono: frames of 72 bytes and 72 ms in which nothing is coded.</summary>
    public static byte[] Mp3(TimeSpan length)
    {
        var frames = (int)Math.Clamp(length.TotalSeconds / 0.072, 1, 60 / 0.072);
        var mp3 = new byte[frames * 72];
        for (var at = 0; at < mp3.Length; at += 72)
        {
            ReadOnlySpan<byte> header = [0xFF, 0xE3, 0x18, 0xC4];
            header.CopyTo(mp3.AsSpan(at));
        }

        return mp3;
    }
}
