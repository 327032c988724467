using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Routing;
using Helpline.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>The console's real endpoints on a real Kestrel, with Routing and Records in memory and the clock in the test's hand.</summary>
internal sealed class TestConsole : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestConsole(WebApplication app) => this.app = app;

    public FakeRouting Routing { get; private init; } = null!;

    public FakeFigures Figures { get; private init; } = null!;

    public FakeRecords Records { get; private init; } = null!;

    public FakeSafeContact Safe { get; private init; } = null!;
    public FakeDangers Dangers { get; private init; } = null!;
    public FakeTasks Tasks { get; private init; } = null!;
    public FakeCallFile CallFile { get; private init; } = null!;

    public FakeBegunCalls Begun { get; private init; } = null!;

    public FakeOwnPhones Phones { get; private init; } = null!;

    public FakeRecordings Recordings { get; private init; } = null!;

    public FakeAccounts Accounts { get; private init; } = null!;

    public TestClock Clock { get; private init; } = null!;

    public Uri Address { get; private set; } = null!;

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<TestConsole> StartAsync(Action<WebApplicationBuilder>? configure = null, string environment = "Production")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

        // Not a fixed day: a socket is closed when its sign-in has expired by the machine's own clock, which nobody can set.
        var (routing, figures, records, accounts, clock) = (new FakeRouting(), new FakeFigures(), new FakeRecords(), new FakeAccounts(), new TestClock(TimeProvider.System.GetUtcNow()));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IContactRouter>(routing).AddSingleton<IAgentPresence>(routing).AddSingleton<IPoolView>(routing)
            .AddSingleton<IPoolFigures>(figures);
        builder.Services.AddSingleton<IContactFile>(records).AddSingleton<IOutbox>(records).AddSingleton<IOutcomes>(records)
            .AddSingleton<IAgentDirectory>(records).AddSingleton<IServiceLines>(records);
        var safe = new FakeSafeContact();
        builder.Services.AddSingleton<ISafeContact>(safe).AddSingleton<ISafeOverrides>(safe);
        var dangers = new FakeDangers();
        builder.Services.AddSingleton<IDangers>(dangers).AddSingleton<IAccessMarks>(dangers).AddSingleton<IStaffIncidents>(dangers);
        var tasks = new FakeTasks();
        builder.Services.AddSingleton<ICallBacks>(tasks).AddSingleton<IVoicemails>(tasks).AddSingleton<ILineWordsFile>(tasks);
        var calls = new FakeCallFile(clock);
        builder.Services.AddSingleton<ICallFile>(calls);
        var phones = new FakeOwnPhones(clock);
        builder.Services.AddSingleton<IOwnPhones>(phones);
        var begun = new FakeBegunCalls();
        builder.Services.AddSingleton<IBegunCalls>(begun);
        var recordings = new FakeRecordings();
        builder.Services.AddSingleton<ICallRecordings>(recordings);
        builder.Services.AddSingleton<IUserStore<HelplineUser>>(accounts);
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = FakeAccounts.Iterations);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        configure?.Invoke(builder);
        builder.Services.AddAgentConsole(builder.Configuration);
        var built = builder.Build();
        built.MapAgentConsole();
        await built.StartAsync();
        var address = built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new TestConsole(built)
        {
            Routing = routing, Figures = figures, Records = records, Safe = safe, Dangers = dangers, Tasks = tasks, CallFile = calls, Phones = phones, Begun = begun, Recordings = recordings,
            Accounts = accounts, Clock = clock,
            Address = new Uri(address),
        };
    }

    /// <summary>A browser that nobody has signed in with. It says its own origin unless told otherwise.</summary>
    public HttpClient Browser(string? origin = "own") => Browser(new CookieContainer(), origin);

    /// <summary>A browser in which <paramref name="agent"/> is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(AgentRecord agent) => (await SessionAsync(agent)).Browser;

    public async Task<(HttpClient Browser, CookieContainer Cookies)> SessionAsync(AgentRecord agent)
    {
        var cookies = new CookieContainer();
        var browser = Browser(cookies, "own");
        (await SignInAsync(browser, agent.DisplayName.ToLowerInvariant(), Data.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (browser, cookies);
    }

    /// <summary>A console window in a browser of its own in which <paramref name="agent"/> is signed in.</summary>
    public async Task<TestWindow> WindowAsync(AgentRecord agent)
    {
        var (browser, cookies) = await SessionAsync(agent);
        browser.Dispose();
        return await TestWindow.OpenAsync(this, cookies);
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string userName, string password) =>
        browser.PostAsJsonAsync("/api/session", new SignInRequest(userName, password));

    /// <summary>Lets time pass, a second at a step, until the loops that wait for it have done what is expected.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition, string what) => Poll.Until(
        () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private HttpClient Browser(CookieContainer cookies, string? origin)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (origin is not null)
        {
            browser.DefaultRequestHeaders.Add("Origin", string.Equals(origin, "own", StringComparison.Ordinal) ? Origin : origin);
        }

        return browser;
    }
}
