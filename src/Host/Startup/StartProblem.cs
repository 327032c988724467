using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Options;

namespace Helpline.Host.Startup;

/// <summary>The host cannot start, and one sentence says why and what to do.</summary>
internal sealed class StartProblem(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Words for an operator, or null when the exception is a bug whose stack is worth more than words.</summary>
    public static string? Explain(Exception problem) => problem switch
    {
        StartProblem or RecordsSetupException or RecordsUnavailableException or RoutingUnavailableException => $"Helpline did not start: {problem.Message}",
        OptionsValidationException options => "Helpline did not start. Settings to mend:\n" + string.Join('\n', options.Failures.Select(f => $"  - {f}")),
        AggregateException { InnerExceptions.Count: > 0 } many when many.InnerExceptions.All(e => Explain(e) is not null) =>
            string.Join('\n', many.InnerExceptions.Select(Explain)),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } busy =>
            $"Helpline did not start: {busy.Message} Something else listens there; stop it, or choose another port (./helpline run --port N).",
        _ => null,
    };
}
