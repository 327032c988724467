using System.Net;
using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>The gateway on a real socket, with its neighbours in memory and a Twilio of our own.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string Account = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string Token = "primary-token";
    public const string OldToken = "old-token";
    public const string PublicUrl = "https://helpline.example.org";

    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private GatewayHost(WebApplication app, FakeTwilio twilio, FakeRouter router, FakeRecords records, FakeOutbox outbox)
    {
        this.app = app;
        Twilio = twilio;
        Router = router;
        Records = records;
        Outbox = outbox;
    }

    public FakeTwilio Twilio { get; }

    public FakeRouter Router { get; }

    public FakeRecords Records { get; }

    public FakeOutbox Outbox { get; }

    public FakeWaiting Waiting => Services.GetRequiredService<FakeWaiting>();

    public FakeOwnPhones Phones { get; private init; } = null!;

    public FakeSafeContact Safe => (FakeSafeContact)Services.GetRequiredService<ISafeContact>();

    public FakeRecordings Recordings => (FakeRecordings)Services.GetRequiredService<ICallRecordings>();

    public FakeCallFile Calls { get; private init; } = null!;

    public IServiceProvider Services => app.Services;

    public static async Task<GatewayHost> StartAsync(bool configured = true, TimeProvider? time = null)
    {
        var twilio = await FakeTwilio.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (configured)
        {
            builder.Configuration.AddInMemoryCollection(Settings(twilio.Url));
        }

        var (router, records, outbox) = (new FakeRouter(), new FakeRecords(), new FakeOutbox(time ?? TimeProvider.System));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IContactRouter>(router).AddSingleton<IPoolView>(router);
        builder.Services.AddSingleton<IIntake>(records).AddSingleton<ICallLegs>(records);
        var calls = new FakeCallFile(time ?? TimeProvider.System, records);
        builder.Services.AddSingleton<ICallFile>(calls);
        builder.Services.AddSingleton<ICallRecordings>(new FakeRecordings { Time = time ?? TimeProvider.System, Held = () => calls.HeldSince is not null });
        builder.Services.AddSingleton<IOutbox>(outbox).AddSingleton<IServiceLines>(new FakeLines());
        builder.Services.AddSingleton<ISafeContact>(new FakeSafeContact());
        var phones = new FakeOwnPhones(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IOwnPhones>(phones);
        var waiting = new FakeWaiting(router);
        builder.Services.AddSingleton(waiting).AddSingleton<ICallBacks>(waiting).AddSingleton<IVoicemails>(waiting).AddSingleton<ITextInstead>(waiting)
            .AddSingleton<ILineWords>(waiting).AddSingleton<IContactFile>(waiting).AddSingleton<IPoolFigures>(waiting);
        builder.Services.AddGateway(builder.Configuration).AddTwilioSoftphone(builder.Configuration);
        var built = builder.Build();
        built.UseRouting();
        built.MapGateway();
        await built.StartAsync();
        return new(built, twilio, router, records, outbox) { Calls = calls, Phones = phones };
    }

    public static Dictionary<string, string?> Settings(string apiBaseUrl) => new(StringComparer.Ordinal)
    {
        ["Twilio:AccountSid"] = Account,
        ["Twilio:AuthToken"] = $"{Token},{OldToken}",
        ["Twilio:ApiKeySid"] = "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        ["Twilio:ApiKeySecret"] = "api-secret",
        ["Twilio:TwimlAppSid"] = "APcccccccccccccccccccccccccccccccc",
        ["Twilio:ApiBaseUrl"] = apiBaseUrl,
        ["PublicBaseUrl"] = PublicUrl,
    };

    /// <summary>A webhook as Twilio sends it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string target, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("AccountSid", Account)).ToList();
        return await SendAsync(target, new FormUrlEncodedContent(all), TwilioSignature.Sign(Token, PublicUrl + target, all));
    }

    public async Task<HttpResponseMessage> SendAsync(string target, HttpContent content, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Urls.First() + target)) { Content = content };
        if (signature is not null)
        {
            request.Headers.Add(SignedByTwilio.Header, signature);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Posts a webhook and reads the document it is answered with.</summary>
    public async Task<XElement> DocumentAsync(string target, params (string Name, string Value)[] fields)
    {
        using var response = await PostAsync(target, fields);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        return XElement.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> StatusAsync(string target, params (string Name, string Value)[] fields)
    {
        using var response = await PostAsync(target, fields);
        return response.StatusCode;
    }

    public IRoutingEventHandler Handler(string name) =>
        Services.GetServices<IRoutingEventHandler>().Single(h => string.Equals(h.Name, name, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        await Twilio.DisposeAsync();
    }
}
