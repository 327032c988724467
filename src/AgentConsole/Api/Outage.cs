using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Api;

/// <summary>A server behind us is away. Said in one sentence, the same over HTTP and over the hub.</summary>
internal static class Outage
{
    public static bool Is(Exception exception) => Sentence(exception) is not null;

    public static string? Sentence(Exception exception) => exception switch
    {
        RoutingUnavailableException => "The queue does not answer at the moment. Nothing is lost; try again in a few seconds.",
        _ when RecordsUnavailableException.Explains(exception) => "The records do not answer at the moment. What you typed is kept in this browser; try again in a few seconds.",
        _ => null,
    };
}
