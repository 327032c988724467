using Helpline.Routing.Delivery;
using Helpline.Routing.Figures;
using Helpline.Routing.Redis;
using Helpline.Routing.Router;
using Helpline.Routing.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Helpline.Routing;

/// <summary>The doors of the room.</summary>
public static class RoutingServices
{
    /// <summary>
    /// The router, presence and view of pools, and the delivery of events to every registered <see cref="Contracts.IRoutingEventHandler"/>. For every role.
    /// Needs <c>ConnectionStrings:Redis</c>, and from Records the lines, the event sink and the history.
    /// </summary>
    public static IServiceCollection AddContactRouting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutingOptions>().Bind(configuration.GetSection("Routing")).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidator>());
        services.AddOptions<RedisSettings>()
            .Configure(o => o.ConnectionString = configuration.GetConnectionString("Redis") ?? "")
            .Validate(o => o.ConnectionString.Length > 0, "ConnectionStrings:Redis is not set: the address of the Redis that holds the queue, such as '127.0.0.1:6379,password=…'.")
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ScriptClock());
        services.TryAddSingleton(DeliveryPatience.Default);
        services.TryAddSingleton<RedisConnection>();
        services.TryAddSingleton<CommonArguments>();
        services.TryAddSingleton<EpochGuard>();
        services.TryAddSingleton<QueuePlans>();
        services.TryAddSingleton<ScriptRunner>();
        services.TryAddSingleton<PoolLoops>();
        services.TryAddSingleton<HandlerCall>();
        services.TryAddSingleton<IContactRouter, ContactRouter>();
        services.TryAddSingleton<IAgentPresence, AgentPresence>();
        services.TryAddSingleton<IPoolView, PoolView>();
        services.TryAddSingleton<IPoolFigures, FiguresFeeds>();
        services.AddHostedService<HandlerDelivery>();
        return services;
    }

    /// <summary>Deadlines and leases, the sweep with epochs and reconcile, and the pump that hands events to Records. For the role <c>routing</c>, on any number of nodes.</summary>
    public static IServiceCollection AddRoutingWorkers(this IServiceCollection services)
    {
        services.TryAddSingleton<StreamTrimmer>();
        services.TryAddSingleton<DeadlineWorker>();
        services.TryAddSingleton<SweepWorker>();
        services.TryAddSingleton<EventPump>();
        services.AddHostedService(p => p.GetRequiredService<DeadlineWorker>());
        services.AddHostedService(p => p.GetRequiredService<SweepWorker>());
        services.AddHostedService(p => p.GetRequiredService<EventPump>());
        return services;
    }
}

/// <summary>Holds the options to their ranges; a bad value stops the start and says which.</summary>
[OptionsValidator]
internal sealed partial class RoutingOptionsValidator : IValidateOptions<RoutingOptions>;
