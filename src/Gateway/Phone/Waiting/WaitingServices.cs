using Helpline.Gateway.Twilio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.Gateway.Phone.Waiting;

internal static class WaitingServices
{
    public static void AddWaiting(this IServiceCollection services)
    {
        services.TryAddSingleton<TwilioRecordings>();
        services.TryAddSingleton<CallerSpeech>();
        services.TryAddSingleton<WaitingUrls>();
        services.TryAddSingleton<WaitTimes>();
        services.TryAddSingleton<WaitOffers>();
        services.TryAddSingleton<WaitDocuments>();
        services.TryAddSingleton<WaitChoices>();
        services.TryAddSingleton<LeaveMessage>();
        services.TryAddSingleton<MessageKeeping>();
        services.TryAddSingleton<CallBackPromise>();
        services.TryAddSingleton<CallBackRinging>();
        services.TryAddSingleton<TextInsteadOfCall>();
        services.TryAddSingleton<CallerEnd>();
        services.TryAddSingleton<TaskEvents>();
        services.TryAddSingleton<SoundBell>();
        services.AddHostedService<SoundFetching>();
    }
}
