using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Begins calls: the person's rules first, then a call of its own that comes to this agent at once. It is rung as a call back is, once their line is up.</summary>
internal sealed class BegunCallDesk(IBegunCalls calls, IServiceLines lines, CareOf careOf, IPoolView pools, IContactRouter router, ILogger<BegunCallDesk> logger)
{
    public async Task<Results<Ok<BegunCallView>, ProblemHttpResult>> RingThemAsync(ConsoleUser user, ContactId contact, RingThemRequest request)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        if (held is null || !CareOf.Holds(held.State))
        {
            return known ? Problems.NotYours() : Problems.NoSuchContact();
        }

        return await NotNowAsync(user) ?? await BegunAsync(user, await calls.RingThemAsync(contact, new(user.Id, request.Request, request.DespiteRules), CancellationToken.None));
    }

    public async Task<Results<Ok<BegunCallView>, ProblemHttpResult>> CallNumberAsync(ConsoleUser user, CallNumberRequest request)
    {
        if (!PartyNumber.TryRead(request.Number, out var number, out var problem))
        {
            return Problems.Invalid("This number cannot be rung", problem);
        }

        if (lines.FindByAddress(Channel.Phone, number) is not null)
        {
            return Problems.Invalid("This is one of the helpline's own numbers", "Type the number of the person you want to reach.");
        }

        if (lines.Find(request.Line) is not { } line || line.Pool != user.Pool)
        {
            return Problems.Invalid("There is no such line", "Choose the line you ring for. Refresh the page if it is not among them.");
        }

        return await NotNowAsync(user) ?? await BegunAsync(user, await calls.CallNumberAsync(line, CallerAddress.Of(number), new(user.Id, request.Request, request.DespiteRules), CancellationToken.None));
    }

    /// <summary>Null when their line is free for a call.</summary>
    private async Task<ProblemHttpResult?> NotNowAsync(ConsoleUser user)
    {
        var pool = await pools.SnapshotAsync(user.Pool, CancellationToken.None);
        return !pool.Agents.Any(a => a.Id == user.Id && a.Status == AgentStatus.Available) ? Problems.Conflict("You are not available", "Set yourself to available, then ring. Nobody was rung.")
            : pool.Assignments.Any(a => a.Agent == user.Id && ChannelTraits.Of(a.Channel).Exclusive && AssignmentLife.OwnsContact(a.State)) ? Problems.Conflict("You are on a call", "End it first, then ring. Nobody was rung.")
            : null;
    }

    /// <summary>Also a repeat goes to the queue: the first may have been lost on the way there.</summary>
    private async Task<Results<Ok<BegunCallView>, ProblemHttpResult>> BegunAsync(ConsoleUser user, BegunCall begun)
    {
        switch (begun.Result)
        {
            case BeginCallResult.Begun when begun.Call is { IsOver: true } over:
                return TypedResults.Ok(new BegunCallView(over.Contact));
            case BeginCallResult.Begun when begun.Call is { } call:
                await router.EnqueueAsync(
                    new QueuedContact(call.Contact, call.Pool, call.Line, call.Demand, call.Priority, call.WaitingSince, call.KnownTo, call.Task, user.Id), CancellationToken.None);
                Log.CallBegun(logger, user.Id, call.Contact);
                return TypedResults.Ok(new BegunCallView(call.Contact));
            case BeginCallResult.NoNumber:
                return Problems.Conflict("There is no number to ring", "Their number is withheld, or they did not come by phone or text. Nobody was rung.");
            case BeginCallResult.Refused:
                Log.CallNotSafe(logger, user.Id);
                return Problems.Unsafe(begun.Reason!);
            case BeginCallResult.RungEnough:
                return Problems.Conflict("They were rung often enough", "A phone that rings again and again is noticed by others. Nobody was rung; wait an hour, or write to them where that is safe.");
            case BeginCallResult.UnknownContact:
                return Problems.NoSuchContact();
            default:
                throw new InvalidOperationException($"No such result: {begun.Result}.");
        }
    }
}
