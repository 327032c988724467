using System.Text.RegularExpressions;

namespace Helpline.Gateway.Twilio;

/// <summary>Recordings at Twilio. Addresses are made from the SID: what a webhook says of where one lies is never followed.</summary>
internal sealed partial class TwilioRecordings(TwilioHttp http)
{
    /// <summary>Three minutes of 8 kHz sound are under 3 MB.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    public static bool IsSid(string? sid) => sid is not null && Form().IsMatch(sid);

    /// <summary>What was recorded on a call so far.</summary>
    public Task<TwilioReply<TwilioRecordingList>> OfCallAsync(string callSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecordingList>("list recordings", HttpMethod.Get, $"Calls/{Uri.EscapeDataString(callSid)}/Recordings.json", fields: null, repeatable: true, cancellationToken);

    public Task<TwilioReply<TwilioFile>> DownloadAsync(string recordingSid, CancellationToken cancellationToken) =>
        http.DownloadAsync("fetch recording", $"Recordings/{Uri.EscapeDataString(recordingSid)}.wav", MostBytes, cancellationToken);

    public Task<TwilioReply<TwilioRecording>> DeleteAsync(string recordingSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecording>("delete recording", HttpMethod.Delete, $"Recordings/{Uri.EscapeDataString(recordingSid)}.json", fields: null, repeatable: true, cancellationToken);

    [GeneratedRegex("^RE[0-9a-fA-F]{32}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}

/// <summary>A file as it came; never printed.</summary>
internal sealed record TwilioFile(string ContentType, byte[] Bytes)
{
    public override string ToString() => $"a file of {Bytes.Length} bytes";
}

/// <param name="Duration">Whole seconds in digits; -1 or nothing while it is being made.</param>
/// <summary>A recording as Twilio lists it.</summary>
internal sealed record TwilioRecording(string Sid, string? Duration = null);

internal sealed record TwilioRecordingList(IReadOnlyList<TwilioRecording> Recordings);
