using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Twilio's REST interface on a loopback port: keeps what it was asked, answers as the test says.</summary>
internal sealed class FakeTwilio : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<TwilioRequest> requests = [];
    private readonly ConcurrentDictionary<string, string> callStatus = new(StringComparer.Ordinal);

    private FakeTwilio(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public IReadOnlyList<TwilioRequest> Requests => [.. requests];

    /// <summary>Called before the default answer; null lets that stand.</summary>
    public Func<TwilioRequest, IResult?> Answer { get; set; } = _ => null;

    /// <summary>Who is in a queue or a conference: call SIDs. Ending or moving a call takes it out.</summary>
    public ConcurrentDictionary<string, bool> InQueue { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, bool> InConference { get; } = new(StringComparer.Ordinal);

    public static async Task<FakeTwilio> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var built = builder.Build();
        var twilio = new FakeTwilio(built);
        built.Run(twilio.ServeAsync);
        await built.StartAsync();
        return twilio;
    }

    public void End(string callSid)
    {
        callStatus[callSid] = "completed";
        InQueue.TryRemove(callSid, out _);
        InConference.TryRemove(callSid, out _);
    }

    public IEnumerable<TwilioRequest> To(string ending) => Requests.Where(r => r.Path.EndsWith(ending, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var fields = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)
            : [];
        var path = http.Request.Path.Value!.Replace("/2010-04-01/Accounts/", "", StringComparison.Ordinal);
        var request = new TwilioRequest(http.Request.Method, path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..], http.Request.QueryString.Value ?? "", fields, http.Request.Headers.Authorization.ToString(), path.Split('/')[0]);
        requests.Enqueue(request);
        var answer = Answer(request) ?? Default(request);
        await Write(http, answer);
    }

    private static Task Write(HttpContext http, IResult answer) => answer switch
    {
        FakeJson json => json.ExecuteAsync(http),
        _ => throw new NotSupportedException("Answer with FakeTwilio.Json."),
    };

    public static IResult Json(int status, object body) => new FakeJson(status, body);

    /// <summary>A file of sound.</summary>
    public static IResult Sound(byte[] bytes) => new FakeJson(200, bytes);

    /// <summary>Breaks the connection without an answer.</summary>
    public static IResult Break() => new FakeJson(0, "");

    private IResult Default(TwilioRequest request)
    {
        var parts = request.Path.Replace(".json", "", StringComparison.Ordinal).Split('/');
        switch (parts)
        {
            case ["Calls", var call]:
                if (request.Method == "POST")
                {
                    if (request.Fields.GetValueOrDefault("Status") == "completed")
                    {
                        End(call);
                    }
                    else
                    {
                        InConference.TryRemove(call, out _);
                        InQueue.TryRemove(call, out _);
                    }
                }

                return Json(200, new { sid = call, status = callStatus.GetValueOrDefault(call, "in-progress") });
            case ["Queues", _, "Members", var call]:
                return InQueue.TryRemove(call, out _) ? Json(200, new { call_sid = call }) : Json(404, new { code = 20404 });
            case ["Conferences", _, "Participants", var call]:
                return InConference.ContainsKey(call) ? Json(200, new { call_sid = call }) : Json(404, new { code = 20404 });
            case ["Conferences", _, "Participants"]:
                return Json(201, new { call_sid = "CArung" });
            case ["Calls", _, "Recordings"]:
                return Json(200, new { recordings = Array.Empty<object>() });
            case ["Conferences"]:
                return Json(200, new { conferences = InConference.IsEmpty ? Array.Empty<object>() : [new { sid = "CF1" }] });
            case ["Messages"] when request.Method == "POST":
                return Json(201, new { sid = "SM" + new string('1', 32), status = "queued" });
            case ["Queues"] when request.Method == "GET":
                return Json(200, new { queues = Array.Empty<object>() });
            case ["Queues"]:
                return Json(201, new { sid = "QU1", friendly_name = request.Fields["FriendlyName"] });
            default:
                return Json(404, new { code = 20404 });
        }
    }

    private sealed class FakeJson(int status, object body) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (status == 0)
            {
                httpContext.Abort();
                return;
            }

            httpContext.Response.StatusCode = status;
            if (body is byte[] bytes)
            {
                httpContext.Response.ContentType = "audio/x-wav";
                await httpContext.Response.Body.WriteAsync(bytes);
                return;
            }

            if (status != 204)
            {
                httpContext.Response.ContentType = "application/json";
                await httpContext.Response.WriteAsync(JsonSerializer.Serialize(body));
            }
        }
    }
}

internal sealed record TwilioRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Fields, string Authorization, string Account);
