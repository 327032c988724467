using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Helpline.Gateway.Twilio;

/// <summary>One request to Twilio's REST interface, with its tries and time limits; every way it can end is a value.</summary>
internal sealed class TwilioHttp : IDisposable
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Lazy<HttpClient> client;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;
    private readonly ILogger<TwilioHttp> log;
    private readonly CallPace pace;

    public TwilioHttp(IOptions<TwilioOptions> options, TimeProvider time, ILogger<TwilioHttp> log)
    {
        this.log = log;
        client = new(() => CreateClient(options.Value));
        pipeline = TwilioResilience.Build(time);
        pace = new(options, time);
    }

    /// <summary>Asks once, or as often as it may, and says what came of it.</summary>
    /// <param name="operation">For the log: what is asked, without ids.</param>
    /// <param name="path">Under the account, such as <c>Calls/CA….json</c>.</param>
    /// <param name="repeatable">Asking twice does no more than asking once. Others are repeated only when the first surely did not arrive.</param>
    public async Task<TwilioReply<T>> SendAsync<T>(
        string operation, HttpMethod method, string path, IReadOnlyCollection<KeyValuePair<string, string>>? fields, bool repeatable, CancellationToken cancellationToken)
        where T : class
    {
        if (method == HttpMethod.Post && PlacesCall(path))
        {
            await pace.TurnAsync(cancellationToken);
        }

        var reply = await TryAsync<T>(method, path, fields, repeatable, cancellationToken);
        switch (reply.Outcome)
        {
            case TwilioOutcome.Rejected:
                log.Rejected(operation, reply.Status, reply.Code);
                break;
            case TwilioOutcome.Unknown or TwilioOutcome.Unavailable:
                log.NoAnswer(operation, reply.Outcome);
                break;
            default:
                break;
        }

        return reply;
    }

    /// <summary>Fetches a file, at most so large and in so much time; a larger one is <see cref="TwilioOutcome.Rejected"/>. Asked as often as needed: it changes nothing there.</summary>
    public async Task<TwilioReply<TwilioFile>> DownloadAsync(string operation, string path, int mostBytes, TimeSpan mostTime, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(mostTime);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            using var response = await client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            if (status is not 200)
            {
                log.Rejected(operation, status, 0);
                return new(status == 404 ? TwilioOutcome.NotFound : status is >= 400 and < 500 and not 429 ? TwilioOutcome.Rejected : TwilioOutcome.Unavailable, Status: status);
            }

            if (response.Content.Headers.ContentLength > mostBytes)
            {
                log.Rejected(operation, status, 0);
                return new(TwilioOutcome.Rejected, Status: status);
            }

            await response.Content.LoadIntoBufferAsync(mostBytes, limit.Token);
            return new(TwilioOutcome.Ok, new(response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(limit.Token)), status);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            log.Rejected(operation, 200, 0);
            return new(TwilioOutcome.Rejected, Status: 200);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            log.NoAnswer(operation, TwilioOutcome.Unavailable);
            return new(TwilioOutcome.Unavailable);
        }
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    /// <summary>A call, or a participant who is rung: what Twilio counts.</summary>
    private static bool PlacesCall(string path) =>
        string.Equals(path, "Calls.json", StringComparison.Ordinal) || path.EndsWith("/Participants.json", StringComparison.Ordinal);

    private async Task<TwilioReply<T>> TryAsync<T>(
        HttpMethod method, string path, IReadOnlyCollection<KeyValuePair<string, string>>? fields, bool repeatable, CancellationToken cancellationToken)
        where T : class
    {
        var noAnswer = new TwilioReply<T>(repeatable ? TwilioOutcome.Unavailable : TwilioOutcome.Unknown);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(TwilioResilience.Repeatable, repeatable);
        try
        {
            using var response = await pipeline.ExecuteAsync(
                async c =>
                {
                    using var request = new HttpRequestMessage(method, path) { Content = fields is null ? null : new FormUrlEncodedContent(fields) };
                    return await client.Value.SendAsync(request, c.CancellationToken);
                },
                context);
            return await ReadAsync(response, noAnswer, cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return new(TwilioOutcome.Unavailable);
        }
        catch (HttpRequestException e) when (TwilioResilience.NeverLeft(e))
        {
            return new(TwilioOutcome.Unavailable);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return noAnswer;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async Task<TwilioReply<T>> ReadAsync<T>(HttpResponseMessage response, TwilioReply<T> noAnswer, CancellationToken cancellationToken)
        where T : class
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return status switch
        {
            204 => new(TwilioOutcome.Ok, Status: status),
            >= 200 and < 300 => Parse<T>(body) is { } value ? new(TwilioOutcome.Ok, value, status) : noAnswer,
            404 => new(TwilioOutcome.NotFound, Status: status),
            429 => new(TwilioOutcome.Unavailable, Status: status),
            >= 400 and < 500 => new(TwilioOutcome.Rejected, Status: status, Code: Parse<Error>(body)?.Code ?? 0),
            _ => noAnswer with { Status = status },
        };
    }

    private static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpClient CreateClient(TwilioOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = ConnectAsync,
        };
        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"{options.ApiBaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        var (user, password) = string.IsNullOrWhiteSpace(options.ApiKeySid)
            ? (options.AccountSid, options.AuthTokens[0])
            : (options.ApiKeySid, options.ApiKeySecret);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return http;
    }

    /// <summary>Our own connect, so that a connect that takes too long is a connect failure (nothing left us), not a time-out (who knows).</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTime);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record Error(int Code);
}
