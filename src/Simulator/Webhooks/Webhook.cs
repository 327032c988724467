namespace Helpline.Simulator.Webhooks;

/// <summary>One request to the program under test.</summary>
/// <param name="Url">Absolute; its fragment may hold <see cref="ConnectionOverrides"/>.</param>
/// <param name="Sid">The call, conference or message it is about.</param>
/// <param name="Voice">Voice and SMS differ in how the port of an HTTPS address is signed.</param>
internal sealed record Webhook(string Url, string Method, string Sid, bool Voice, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Retries and duplicates carry the same token, so that they can be told.</summary>
    public string IdempotencyToken { get; } = Guid.CreateVersion7().ToString();
}

/// <summary>An answer with a status of success.</summary>
/// <param name="Url">Where the answer came from, after redirects: relative addresses in it start here.</param>
internal sealed record WebhookReply(Uri Url, string? ContentType, byte[] Body);

/// <summary>A webhook that brought no answer, with the number Twilio's debugger gives it.</summary>
/// <param name="policy">The retry policy it falls under: ct, rt, 4xx or 5xx.</param>
internal sealed class WebhookFailure(int code, string policy, string message) : Exception(message)
{
    public int Code => code;

    public string Policy => policy;
}
