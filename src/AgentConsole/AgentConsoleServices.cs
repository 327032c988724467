using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.OpenApi;
using Helpline.AgentConsole.Pages;
using Helpline.Records;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.AgentConsole;

/// <summary>The console's two doors: what agents and supervisors may see and do.</summary>
public static class AgentConsoleServices
{
    /// <summary>Sign-in, the HTTP API, the hub and presence. Needs the public faces of Records and Routing.</summary>
    public static IServiceCollection AddAgentConsole(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        AddSignIn(services);
        AddLive(services);
        services.ConfigureHttpJsonOptions(options => Describe(options.SerializerOptions));
        services.AddOpenApi(ConsoleDocument.Name, ConsoleDocument.Describe);
        services.TryAddScoped<CareOf>();
        services.TryAddScoped<CallDesk>();
        services.TryAddScoped<OwnPhoneDesk>();
        services.TryAddScoped<BegunCallDesk>();
        services.TryAddScoped<Recordings>();
        services.TryAddScoped<Listening>();
        services.TryAddScoped<Transfers>();
        services.TryAddScoped<ContactFiles>();
        services.TryAddScoped<Tasks>();
        services.TryAddScoped<VoicemailFiles>();
        services.TryAddScoped<WordsOfLines>();
        services.TryAddScoped<Replies>();
        services.TryAddScoped<SafeContacts>();
        services.TryAddScoped<SafeOverrides>();
        services.TryAddScoped<Dangers>();
        services.TryAddScoped<AbusiveCalls>();
        services.TryAddScoped<Relays>();
        services.TryAddScoped<Supervision>();
        services.TryAddScoped<WrapUps>();
        services.AddTransient<IStartupFilter, BareStatuses>();
        services.AddTransient<IStartupFilter, ConsolePageHeaders>();
        return services;
    }

    /// <summary>Maps <c>/api</c>, <c>/hubs/console</c>, <c>/openapi/v1.json</c>, <c>/console</c> and the way there from <c>/</c>.</summary>
    public static IEndpointRouteBuilder MapAgentConsole(this IEndpointRouteBuilder endpoints)
    {
        ConsoleApi.Map(endpoints);
        endpoints.MapHub<ConsoleHub>(ConsoleHub.Path, options =>
            {
                // WebSockets alone need no sticky sessions.
                options.Transports = HttpTransportType.WebSockets;
                options.CloseOnAuthenticationExpiration = true;
            })
            .RequireAuthorization(Policies.Staff)
            .RequireOwnOrigin(_ => true);
        ConsolePages.Map(endpoints);
        MapDocument(endpoints);
        return endpoints;
    }

    private static void MapDocument(IEndpointRouteBuilder endpoints)
    {
        var document = endpoints.MapOpenApi("/openapi/{documentName}.json");
        var services = endpoints.ServiceProvider;
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() && !services.GetRequiredService<IConfiguration>().GetValue<bool>("Helpline:Demo"))
        {
            document.RequireAuthorization(Policies.Supervisor);
        }
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddIdentityCore<HelplineUser>().AddSignInManager();
        services.AddAuthentication(Policies.Scheme).AddCookie(Policies.Scheme, SessionCookie.Configure);
        services.AddAuthorization(Policies.Add);
        services.TryAddSingleton<SignInTries>();
        services.TryAddScoped<Sessions>();
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options => Describe(options.PayloadSerializerOptions)).AddHubOptions<ConsoleHub>(options =>
        {
            options.AddFilter<HubOutages>();

            // A heartbeat must not wait behind a snapshot that waits for Redis: the lease would run out meanwhile.
            options.MaximumParallelInvocationsPerClient = 4;
        });
        services.TryAddSingleton<Connections>();
        services.TryAddSingleton<Colleagues>();
        services.TryAddScoped<Snapshots>();
        services.TryAddSingleton<PoolFeeds>();
        services.TryAddSingleton<IFiguresReader, FiguresReader>();
        services.TryAddSingleton<Presence>();
        services.AddHostedService(provider => provider.GetRequiredService<PoolFeeds>());
        services.AddHostedService(provider => provider.GetRequiredService<Presence>());
        services.AddHostedService<AccountWatch>();
        services.AddHostedService<FiguresPush>();
    }

    /// <summary>One JSON for both ways: numbers are numbers, enums are words, and what must be there must be there.</summary>
    private static void Describe(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
