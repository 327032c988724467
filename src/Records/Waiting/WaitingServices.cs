using Helpline.Contracts;
using Helpline.Records.Lines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.Records.Waiting;

internal static class WaitingServices
{
    public static void AddWaiting(this IServiceCollection services)
    {
        services.TryAddSingleton<TaskContacts>();
        services.TryAddSingleton<ICallBacks, CallBacks>();
        services.TryAddSingleton<IBegunCalls, BegunCalls>();
        services.TryAddSingleton<VoicemailSounds>();
        services.TryAddSingleton<VoicemailTranscripts>();
        services.TryAddSingleton<IVoicemails, Voicemails>();
        services.TryAddSingleton<ITextInstead, TextInstead>();
        services.TryAddSingleton<LineWords>();
        services.TryAddSingleton<ILineWords>(provider => provider.GetRequiredService<LineWords>());
        services.TryAddSingleton<ILineWordsFile, LineWordsFile>();
    }
}
