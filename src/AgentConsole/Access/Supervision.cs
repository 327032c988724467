using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>What a supervisor asks of the queue and changes in it. Who did it stands in the event and in the log, by id.</summary>
internal sealed class Supervision(IPoolView view, IContactRouter router, IAgentPresence presence, ILogger<Supervision> logger)
{
    public async Task<Results<Ok<WhyView>, ProblemHttpResult>> WhyAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        if (await view.WhyWaitingAsync(user.Pool, contact, cancellationToken) is { } why)
        {
            return TypedResults.Ok(View(why));
        }

        return await router.StandingAsync(user.Pool, contact, cancellationToken) is null ? Problems.NoSuchContact() : Problems.NotWaiting();
    }

    /// <summary>Once begun it is not given up with the request: the supervisor must not be left to guess.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> ChangePriorityAsync(ConsoleUser user, ContactId contact, Priority priority)
    {
        var outcome = await router.ReprioritiseAsync(user.Pool, contact, priority, user.Id, CancellationToken.None);
        Log.PriorityChanged(logger, user.Id, contact, priority, outcome);
        return outcome switch
        {
            StepOutcome.Done => TypedResults.NoContent(),
            StepOutcome.Unknown => Problems.NoSuchContact(),
            StepOutcome.NotPossibleNow => Problems.Conflict("This contact is over", "Its place in the queue cannot be changed any more. Nothing was changed."),
            _ => throw new InvalidOperationException($"No such outcome here: {outcome}."),
        };
    }

    public async Task<Results<NoContent, ProblemHttpResult>> ForceOffAsync(ConsoleUser user, AgentId agent)
    {
        var outcome = await presence.ForceOffAsync(user.Pool, agent, user.Id, CancellationToken.None);
        Log.ForcedOff(logger, user.Id, agent, outcome);
        return outcome switch
        {
            StepOutcome.Done => TypedResults.NoContent(),
            StepOutcome.Unknown => Problems.NoSuchAgent(),
            StepOutcome.NotPossibleNow => Problems.Conflict("They cannot be taken off at this moment", "Look again in a few seconds. Nothing was changed."),
            _ => throw new InvalidOperationException($"No such outcome here: {outcome}."),
        };
    }

    private static WhyView View(WhyWaiting why) => new(
        why.Contact,
        why.At,
        why.Position,
        why.Asks,
        why.OpenBackups,
        why.OfferedTo,
        why.ReservedUntil,
        why.Widens is { } next ? WideningChange.Between(why, next) : null,
        [.. why.Skipped.Where(skipped => skipped.Value > 0).OrderBy(skipped => skipped.Key).Select(skipped => new SkippedView(skipped.Key, skipped.Value))],
        why.Nearest);
}
