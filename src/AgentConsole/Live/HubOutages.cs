using Helpline.AgentConsole.Api;
using Microsoft.AspNetCore.SignalR;

namespace Helpline.AgentConsole.Live;

/// <summary>When a server behind us is away, the browser learns it in a sentence it can show.</summary>
internal sealed class HubOutages(ILogger<ConsoleHub> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception exception) when (Outage.Sentence(exception) is { } sentence)
        {
            Log.HubUnserved(logger, invocationContext.HubMethodName, exception);
            throw new HubException(sentence, exception);
        }
    }
}
