using Helpline.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpline.Support;

/// <summary>A pretend telephone network in the test's own process: it outlives a host that is killed, as the real one would.</summary>
public sealed class SimulatedNetwork : IAsyncDisposable
{
    public const string Amira = "+447700900101";
    public const string Tom = "+447700900102";
    public const string Someone = "+447700900103";
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "a-token-for-tests-only";

    /// <summary>The document that operators keep at Twilio itself, where it does not fall with us.</summary>
    private const string FallbackPath = "/kept-at-twilio/fallback";

    private readonly WebApplication app;
    private readonly UrlLog urls;

    private SimulatedNetwork(WebApplication app, UrlLog urls, int port)
    {
        (this.app, this.urls) = (app, urls);
        Url = $"http://127.0.0.1:{port}";
    }

    public string Url { get; }

    public TelephoneNetwork Telephones => app.Services.GetRequiredService<TelephoneNetwork>();

    /// <summary>Every address of ours the network was given and has used.</summary>
    public IReadOnlyCollection<string> UrlsUsed => urls.All;

    /// <summary>Starts a network whose numbers call the helpline published at <paramref name="helplineUrl"/>.</summary>
    /// <param name="crowd">How many more people have telephones, see <see cref="InCrowd"/>.</param>
    public static async Task<SimulatedNetwork> StartAsync(string helplineUrl, IReadOnlyList<TestLine> lines, int crowd = 0)
    {
        var port = ServerProcess.FreePort();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { WebRootPath = Path.Combine(Repository.Root, "src", "Web", "wwwroot") });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSimulator(options =>
        {
            options.AccountSid = AccountSid;
            options.AuthToken = AuthToken;
            options.RestBaseUrl = $"http://127.0.0.1:{port}/simulator/twilio";
            options.SpeechRate = 50; // A test need not listen to every sentence in full, but order and interruption must be as in life.
            options.ClientVoiceUrl = $"{helplineUrl}/twilio/voice/client#rc=2&rp=all";
            options.People.Add(new SimulatedPerson("Amira", Amira));
            options.People.Add(new SimulatedPerson("Tom", Tom));
            options.People.Add(new SimulatedPerson("Someone", Someone, WithholdsNumber: true));
            for (var i = 0; i < crowd; i++)
            {
                options.People.Add(new SimulatedPerson($"Person {i}", InCrowd(i)));
            }

            foreach (var line in lines)
            {
                options.Numbers.Add(new SimulatedNumber
                {
                    Number = line.Phone,
                    Name = line.Name,
                    VoiceUrl = $"{helplineUrl}/twilio/voice/incoming#rc=2&rp=all",
                    VoiceFallbackUrl = $"http://127.0.0.1:{port}{FallbackPath}",
                    StatusCallbackUrl = $"{helplineUrl}/twilio/voice/status#rc=5&rp=all",
                });
                options.Numbers.Add(new SimulatedNumber { Number = line.Sms, Name = line.Name, SmsUrl = $"{helplineUrl}/twilio/sms/incoming#rc=2&rp=all" });
            }
        });
        var used = new UrlLog();
        builder.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new UrlLogging(used)));
        var network = builder.Build();
        network.MapSimulator();
        network.MapPost(FallbackPath, static () => TypedResults.PhysicalFile(Path.Combine(Repository.Root, "docs", "twilio-fallback.xml"), "text/xml"));
        await network.StartAsync();
        return new SimulatedNetwork(network, used, port);
    }

    public static string InCrowd(int i) => $"+4477009005{i:00}";

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>A service line of a test: invented numbers only.</summary>
public sealed record TestLine(string Id, string Name, string Phone, string Sms)
{
    public static TestLine Northants { get; } = new("northants", "Northamptonshire", "+448081570101", "+447700900901");

    public static TestLine Leicestershire { get; } = new("leicestershire", "Leicestershire", "+448081570102", "+447700900902");

    public static IReadOnlyList<TestLine> Both { get; } = [Northants, Leicestershire];
}
