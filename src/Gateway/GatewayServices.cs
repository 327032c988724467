using Helpline.Contracts;
using Helpline.Gateway.Intake;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Phone.OwnPhones;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Sms;
using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway;

/// <summary>The doors of the gateway: the outside world becomes contacts, and replies go back out.</summary>
public static class GatewayServices
{
    /// <summary>Role <c>gateway</c>. Needs Records and Routing beside it. Reads <c>Twilio:*</c>, <c>Outbox:*</c> and <c>PublicBaseUrl</c>; wrong settings stop the start, none at all leave phone and text off.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        AddTwilioOptions(services, configuration);
        services.TryAddSingleton<TwilioHttp>();
        services.TryAddSingleton<TwilioApi>();
        services.TryAddSingleton<ContactIntake>();
        AddPhone(services);
        AddSms(services);
        AddOutbox(services, configuration);
        return services;
    }

    /// <summary>Gives agents' browsers a phone by Twilio; for a console that runs without the gateway beside it too.</summary>
    public static IServiceCollection AddTwilioSoftphone(this IServiceCollection services, IConfiguration configuration)
    {
        AddTwilioOptions(services, configuration);
        services.TryAddSingleton<ISoftphoneProvider, TwilioSoftphone>();
        return services;
    }

    /// <summary>Maps the webhooks: <c>/twilio/voice/*</c> and <c>/twilio/sms/*</c>, all POST, all signed.</summary>
    public static IEndpointRouteBuilder MapGateway(this IEndpointRouteBuilder endpoints)
    {
        var twilio = endpoints.MapGroup("/twilio").AddEndpointFilter<SignedByTwilio>().ExcludeFromDescription();
        twilio.AllowAnonymous().DisableAntiforgery();
        VoiceEndpoints.Map(twilio);
        SmsEndpoints.Map(twilio);
        WaitingSound.Map(endpoints);
        endpoints.Map("/twilio/{**address}", NotAWebhook).ExcludeFromDescription().AllowAnonymous().DisableAntiforgery();
        return endpoints;
    }

    /// <summary>A wrong method or address set in Twilio's console shows there in words.</summary>
    private static ProblemHttpResult NotAWebhook(HttpRequest request) => HttpMethods.IsPost(request.Method)
        ? TypedResults.Problem("There is no webhook at this address. Compare it with the table in docs/configuration.md.", statusCode: 404, title: "No such webhook")
        : TypedResults.Problem("Every webhook is HTTP POST. Set the method beside its address in Twilio's console.", statusCode: 405, title: "Not a POST");

    private static void AddTwilioOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>());
        services.AddOptions<TwilioOptions>()
            .Configure(options =>
            {
                configuration.GetSection(TwilioOptions.Section).Bind(options);
                options.PublicBaseUrl = configuration["PublicBaseUrl"];
            })
            .ValidateOnStart();
    }

    private static void AddPhone(IServiceCollection services)
    {
        services.TryAddSingleton<VoiceUrls>();
        services.TryAddSingleton<WaitingSound>();
        services.TryAddSingleton<VoiceDocuments>();
        services.TryAddSingleton<VoiceAnswer>();
        services.TryAddSingleton<CallOrders>();
        services.TryAddSingleton<CallConnection>();
        services.TryAddSingleton<CallParting>();
        services.TryAddSingleton<CallerArrives>();
        services.TryAddSingleton<WaitingRoom>();
        services.AddWaiting();
        services.TryAddSingleton<AgentArrives>();
        services.TryAddSingleton<ConferenceNews>();
        AddCallControl(services);
        services.AddOwnPhones();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoutingEventHandler, PhoneEvents>());
        services.AddHostedService<PhoneQueue>();
        services.AddHostedService<HeldCallers>();
        services.AddHostedService<GoneCallers>();
        services.AddHostedService<ConferenceRounds>();
        services.AddHostedService<LongCalls>();
        services.TryAddSingleton<FallbackDocuments>();
        services.AddHostedService(s => s.GetRequiredService<FallbackDocuments>());
    }

    private static void AddCallControl(IServiceCollection services)
    {
        services.TryAddSingleton<ConferenceApi>();
        services.TryAddSingleton<ConferenceOrders>();
        services.TryAddSingleton<CallNews>();
        services.TryAddSingleton<HoldNews>();
        services.TryAddSingleton<PartyNews>();
        services.TryAddSingleton<PartyCalls>();
        services.TryAddSingleton<Handovers>();
        services.TryAddSingleton<Farewells>();
        services.TryAddSingleton<CallControl>();
        services.TryAddSingleton<SupervisorArrives>();
        services.TryAddSingleton<RecordingUrls>();
        services.TryAddSingleton<RecordingAtNetwork>();
        services.TryAddSingleton<CallRecorder>();
        services.TryAddSingleton<RecordingNews>();
        services.AddHostedService<RecordingRounds>();
    }

    private static void AddSms(IServiceCollection services)
    {
        services.TryAddSingleton<SmsArrives>();
        services.TryAddSingleton<SmsDelivery>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSender, SmsSender>());
    }

    private static void AddOutbox(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>());
        services.TryAddSingleton<ContactGuard>();
        services.TryAddSingleton<UnsentMessages>();
        services.TryAddSingleton<DeliveryAnnouncer>();
        services.TryAddSingleton<OutboxBell>();
        services.TryAddSingleton<OutboxDispatch>();
        services.TryAddSingleton<UnsettledMessages>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoutingEventHandler, OutboxWake>());
        services.AddHostedService<OutboxSender>();
    }
}
