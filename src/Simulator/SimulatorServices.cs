using Helpline.Simulator.Clients;
using Helpline.Simulator.Conferences;
using Helpline.Simulator.Desk;
using Helpline.Simulator.Messages;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Queues;
using Helpline.Simulator.Rest;
using Helpline.Simulator.Sounds;
using Helpline.Simulator.Voice;
using Helpline.Simulator.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.Simulator;

/// <summary>The two doors of the room.</summary>
public static class SimulatorServices
{
    /// <summary>Adds a pretend telephone network. Drive it through <see cref="TelephoneNetwork"/>.</summary>
    /// <exception cref="ArgumentException">What is wrong with the options, all of it.</exception>
    public static IServiceCollection AddSimulator(this IServiceCollection services, Action<SimulatorOptions> configure)
    {
        var options = new SimulatorOptions();
        configure(options);
        if (options.Mistakes().ToList() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException($"The simulator cannot start: {string.Join(' ', mistakes)}", nameof(configure));
        }

        services.AddHttpClient(WebhookSender.ClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                MaxAutomaticRedirections = 10,
                UseCookies = false,
                UseProxy = false,
            })
            .RemoveAllLoggers(); // They would log addresses, query and all.
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(s => new NetworkClock(s.GetRequiredService<TimeProvider>(), options.ClockSpeed));
        services.AddSingleton<Troubles>();
        services.AddSingleton<WarningLog>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Callbacks>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<CallRegister>();
        services.AddSingleton<Voice.Directory>();
        services.AddSingleton<MediaLibrary>();
        services.AddSingleton<RecordingShelf>();
        services.AddSingleton<WaitingQueues>();
        services.AddSingleton<SoundDesk>();
        services.AddSingleton<ConferenceReports>();
        services.AddSingleton<ConferenceRooms>();
        services.AddSingleton<VoiceServices>();
        services.AddSingleton<CallDesk>();
        services.AddSingleton<MessageCentre>();
        services.AddSingleton<RestGate>();
        services.AddSingleton<DeskFeed>();
        services.AddSingleton(s => new PhoneBook(
            options, s.GetRequiredService<CallDesk>(), s.GetRequiredService<MessageCentre>(), s.GetRequiredService<Voice.Directory>(), s.GetRequiredService<NetworkClock>()));
        services.AddSingleton(s => new ClientCalls(
            options, s.GetRequiredService<CallDesk>(), s.GetRequiredService<Troubles>(), s.GetRequiredService<NetworkClock>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new TelephoneNetwork(
            options, s.GetRequiredService<PhoneBook>(), s.GetRequiredService<ClientCalls>(), s.GetRequiredService<Troubles>(), s.GetRequiredService<WarningLog>(), s.GetRequiredService<NetworkClock>()));
        return services;
    }

    /// <summary>
    /// Maps, below <see cref="SimulatorOptions.BasePath"/>: <c>/twilio/2010-04-01/…</c> (REST), <c>/client/…</c> (browsers' telephones), <c>/sound/…</c> (real sound between browsers), <c>/api/…</c> (the desk)
    /// and the desk's page itself. All of it answers only to this machine.
    /// </summary>
    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        services.GetRequiredService<PhoneBook>(); // People are there before anyone rings them.
        var root = endpoints.MapGroup(services.GetRequiredService<SimulatorOptions>().BasePath);
        root.AddEndpointFilter<LoopbackOnly>().AllowAnonymous().ExcludeFromDescription();
        var rest = root.MapGroup($"/twilio/{CallReports.ApiVersion}/Accounts/{{account}}");
        rest.AddEndpointFilter(services.GetRequiredService<RestGate>());
        var voice = services.GetRequiredService<VoiceServices>();
        new MessagesResource(voice.Options, services.GetRequiredService<MessageCentre>()).Map(rest);
        new CallsResource(voice).Map(rest);
        new QueuesResource(voice).Map(rest);
        new ConferencesResource(voice).Map(rest);
        new ParticipantsResource(voice).Map(rest);
        new RecordingsResource(voice).Map(rest);
        rest.Map("/{**rest}", IResult (HttpRequest request) => throw RestError.NotFound(RestUris.Of(request.Path)));
        ClientEndpoints.Map(root);
        SoundEndpoints.Map(root);
        DeskEndpoints.Map(root);
        return endpoints;
    }
}
