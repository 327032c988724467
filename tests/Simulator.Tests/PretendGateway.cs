using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Helpline.Simulator.Tests;

/// <summary>The least gateway a test needs: a server that answers each path as told, checks every signature for itself, and remembers what came.</summary>
public sealed class PretendGateway : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<Received, Task<IResult>>> answers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<Received> requests = [];
    private TaskCompletionSource came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PretendGateway(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public static async Task<PretendGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        var gateway = new PretendGateway(builder.Build());
        gateway.app.Run(gateway.TakeAsync);
        await gateway.app.StartAsync();
        return gateway;
    }

    /// <summary>Answers a path with TwiML.</summary>
    public PretendGateway Answer(string path, string verbs) => Answer(path, _ => Task.FromResult(Twiml($"<Response>{verbs}</Response>")));

    public PretendGateway Answer(string path, Func<Received, string> verbs) => Answer(path, r => Task.FromResult(Twiml($"<Response>{verbs(r)}</Response>")));

    public PretendGateway Answer(string path, Func<Received, Task<IResult>> answer)
    {
        answers[path] = answer;
        return this;
    }

    public static IResult Twiml(string document) => Results.Text(document, "application/xml");

    public IReadOnlyList<Received> To(string path) => [.. Requests.Where(r => r.Path == path)];

    /// <summary>Waits until a path has been asked for so many times, and gives those requests.</summary>
    public async Task<IReadOnlyList<Received>> Received(string path, int times = 1, Func<Received, bool>? where = null)
    {
        var limit = Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System, CancellationToken.None);
        while (true)
        {
            Task next;
            lock (gate)
            {
                next = came.Task;
            }

            var found = To(path).Where(where ?? (_ => true)).ToList();
            if (found.Count >= times)
            {
                return found;
            }

            if (await Task.WhenAny(next, limit) == limit)
            {
                throw new TimeoutException($"{path} was asked for {found.Count} times, not {times}. All that came: {string.Join(", ", Requests.Select(r => r.Path))}.");
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var received = await ReadAsync(http.Request);
        TaskCompletionSource before;
        lock (gate)
        {
            requests.Add(received);
            (before, came) = (came, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.TrySetResult();
        var answer = answers.TryGetValue(received.Path, out var told) ? await told(received) : Results.NoContent();
        await answer.ExecuteAsync(http);
    }

    private async Task<Received> ReadAsync(HttpRequest request)
    {
        var post = HttpMethods.IsPost(request.Method);
        var form = post && request.HasFormContentType ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal) : [];
        var url = Url + request.Path + request.QueryString;
        var text = url + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
#pragma warning disable CA5350 // Twilio's protocol prescribes HMAC-SHA1.
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
        return new Received(
            request.Method,
            request.Path,
            request.QueryString.Value ?? "",
            post ? form : request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
            request.Headers["X-Twilio-Signature"] == expected,
            request.Headers["I-Twilio-Idempotency-Token"].ToString());
    }
}
