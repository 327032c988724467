using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>What a task of ours is about, and ringing a person back once more.</summary>
internal sealed class Tasks(CareOf careOf, ICallBacks callBacks, IBegunCalls begun, IVoicemails voicemails, IContactRouter router, TimeProvider time)
{
    public async Task<Results<Ok<TaskView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(user.Pool, contact, cancellationToken);
        switch (standing?.Contact.Task)
        {
            case ContactTask.Message when await voicemails.FactsAsync(contact, cancellationToken) is { } facts:
                return TypedResults.Ok(new TaskView(ContactTask.Message, facts.LeftAt, facts.Seconds, facts.IsHere, [], MayRingAgain: false));
            case ContactTask.CallBack when await callBacks.PromisedAtAsync(contact, cancellationToken) is { } promisedAt:
                var tries = await callBacks.TriesAsync(contact, cancellationToken);
                // The first ring comes by itself.
                var may = standing.Assignment is { State: AssignmentState.Active } held && held.Agent == user.Id
                    && tries.Count > 0 && CallBackLimits.Of(tries, held.Id, time.GetUtcNow()) == WantTryOutcome.Wanted;
                return TypedResults.Ok(new TaskView(ContactTask.CallBack, promisedAt, null, false, [.. tries.Select(t => new CallBackTryView(t.State, t.AskedAt, t.Problem))], may)
                {
                    BegunBy = await begun.BegunByAsync(contact, cancellationToken),
                });
            default:
                return Problems.NoSuchContact();
        }
    }

    public async Task<Results<Accepted, ProblemHttpResult>> RingAgainAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var (held, _) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (held is not { State: AssignmentState.Active })
        {
            return Problems.NotYours();
        }

        switch (await callBacks.WantAsync(contact, held.Id, cancellationToken))
        {
            case WantTryOutcome.Wanted or WantTryOutcome.UnderWay:
                // Also when it was wanted before: the news of it may have been lost.
                await router.AnnounceAsync(user.Pool, contact, ContactNews.CallBackWanted, CancellationToken.None);
                return TypedResults.Accepted((string?)null);
            case WantTryOutcome.NoMore:
                return Problems.Conflict("They were rung often enough", "A phone that rings again and again is noticed by others. Write the outcome; they can ring us at any time.");
            default:
                return Problems.NoSuchContact();
        }
    }
}
