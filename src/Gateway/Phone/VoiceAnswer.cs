using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>Somebody is listening: whatever breaks behind a voice webhook, it is answered in time with a document that keeps them on the line.</summary>
internal sealed class VoiceAnswer(TimeProvider time, ILogger<VoiceAnswer> log)
{
    /// <summary>Less than the network waits (<see cref="VoiceUrls.Document"/>), by what the way takes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3.5);

    public async Task<IResult> TryAsync(Func<CancellationToken, Task<IResult>> answer, IResult otherwise)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await answer(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e)
        {
            // Outage or bug, the caller must not pay for it.
            log.DocumentFailed(e);
            return otherwise;
        }
    }
}
