using System.Collections.Concurrent;

namespace Helpline.Support;

/// <summary>The addresses somebody asked.</summary>
internal sealed class UrlLog
{
    private readonly ConcurrentQueue<string> urls = new();

    public IReadOnlyCollection<string> All => [.. urls];

    public void Add(Uri url) => urls.Enqueue(url.OriginalString);
}

internal sealed class UrlLogging(UrlLog log) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        log.Add(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }
}
