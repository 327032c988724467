using System.Net;
using System.Security.Cryptography;
using Helpline.Contracts;
using Helpline.Host.Startup;
using Helpline.Records;
using Helpline.Simulator;

namespace Helpline.Host.Demo;

/// <summary>
/// A helpline to try out: invented lines, three people who can sign in, and a pretend telephone network. Only on loopback, only on a database marked
/// <c>demo</c>, only when <c>Helpline:Demo</c> asks for it.
/// </summary>
internal sealed class DemoMode
{
    private readonly IReadOnlyList<DemoAccount> accounts = DemoAccount.All;
    private readonly Uri? outsideSimulator;
    private readonly string publicBaseUrl;

    private DemoMode(string publicBaseUrl, Uri? outsideSimulator)
    {
        this.publicBaseUrl = publicBaseUrl;
        this.outsideSimulator = outsideSimulator;
    }

    /// <summary>Null unless configuration asks for a demo.</summary>
    /// <exception cref="StartProblem">Demo was asked for where others could reach it.</exception>
    public static DemoMode? From(ConfigurationManager configuration)
    {
        if (!configuration.GetValue("Helpline:Demo", false))
        {
            return null;
        }

        var urls = (configuration["urls"] ?? "http://127.0.0.1:8080").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (urls.FirstOrDefault(u => !IsLoopback(u)) is { } open)
        {
            throw new StartProblem($"demo mode listens on this machine only, because its sign-ins and its telephone network are pretend; {open} can be reached from outside. Use http://127.0.0.1:PORT.");
        }

        configuration["urls"] = string.Join(';', urls);
        var outside = configuration["Helpline:SimulatorUrl"] is { Length: > 0 } url ? new Uri(url) : null;
        return new DemoMode(configuration["PublicBaseUrl"] is { Length: > 0 } publicUrl ? publicUrl.TrimEnd('/') : urls[0].TrimEnd('/'), outside);
    }

    public void Configure(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        configuration["PublicBaseUrl"] = publicBaseUrl;
        if (!configuration.GetSection("Lines").GetChildren().Any())
        {
            configuration.AddJsonStream(typeof(DemoMode).Assembly.GetManifestResourceStream("demo-lines.json")!);
        }

        builder.Services.AddSingleton<ISoftphoneProvider, SimulatorSoftphone>();
        if (outsideSimulator is null)
        {
            AddOwnSimulator(builder);
        }
        else
        {
            builder.Services.AddSimulatorForwarder(outsideSimulator);
        }
    }

    public void Map(WebApplication app)
    {
        if (outsideSimulator is null)
        {
            app.MapSimulator();
        }
        else
        {
            app.MapSimulatorForwarder();
        }
    }

    public async Task AddAccountsAsync(IRecordsSetup setup, IReadOnlyList<ServiceLine> lines)
    {
        foreach (var account in accounts)
        {
            await setup.UpsertAccountAsync(account.ToAccount(lines), CancellationToken.None);
        }
    }

    public IReadOnlyList<string> Describe(string url) =>
    [
        "",
        "Helpline is ready. This is a demo: the lines, the people and the telephone network are pretend.",
        "",
        $"  Answer here       {url}/console",
        $"  Ring or text here {url}/simulator",
        "",
        .. accounts.Select(a => $"  Sign in as  {a.UserName,-6} password  {a.Password}   ({string.Join(", ", [a.Roles[0], .. a.Backups])})"),
        "",
        "  Try this: sign in as maya, make yourself available, then ring the helpline from the simulator in a second tab.",
        "  Or sign in as nia alone: she is on call for Northamptonshire, and asked only when somebody has waited there for a minute.",
        "  Ctrl-C stops everything.",
        "",
    ];

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private void AddOwnSimulator(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var accountSid = "AC" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var authToken = RandomNumberGenerator.GetHexString(32, lowercase: true);
        configuration["Twilio:AccountSid"] = accountSid;
        configuration["Twilio:AuthToken"] = authToken;
        configuration["Twilio:ApiBaseUrl"] = $"{publicBaseUrl}/simulator/twilio";
        configuration["Twilio:WithheldFrom"] = "anonymous";
        configuration["Recording:Lines:0"] = "*";
        var lines = LineSettings.Read(configuration);
        builder.Services.AddSimulator(o => DemoNumbers.Fill(o, accountSid, authToken, publicBaseUrl, lines));
    }
}
