using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Bench.Routing;

/// <summary>The steps of a life after the offer. Whatever is not done as it should be ends the benchmark: a figure of failed steps is none.</summary>
internal static class Life
{
    /// <summary>Calls of the router in a full life: enqueue, accept, connected, end, complete.</summary>
    public const int Calls = 5;

    public static readonly (string Name, Func<IContactRouter, RoutingEvent, Task> DoAsync)[] Steps =
    [
        ("accept", async (router, offer) => Check("accept", (await router.AcceptAsync(offer.Pool, Of(offer).Id, Of(offer).Agent, default)).Outcome == AcceptOutcome.Accepted)),
        ("connected", async (router, offer) => Check("connected", await router.ConnectedAsync(offer.Pool, Of(offer).Id, default) == StepOutcome.Done)),
        ("end", async (router, offer) => Check("end", await router.EndAsync(offer.Pool, Of(offer).Id, Of(offer).Agent, default) == StepOutcome.Done)),
        ("complete", async (router, offer) => Check("complete", await router.CompleteAsync(offer.Pool, Of(offer).Id, Of(offer).Agent, default) == StepOutcome.Done)),
    ];

    /// <summary>From the offer to the end of the wrap-up.</summary>
    public static async Task FinishAsync(IContactRouter router, RoutingEvent offer)
    {
        foreach (var step in Steps)
        {
            await step.DoAsync(router, offer);
        }
    }

    private static AssignmentFacts Of(RoutingEvent offer) => offer.Assignment!;

    private static void Check(string step, bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException($"The step '{step}' of a life was refused.");
        }
    }
}
