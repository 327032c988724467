using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Outcomes: saved as they are typed, logged once. Logging frees the agent.</summary>
internal sealed class WrapUps(CareOf careOf, IOutcomes outcomes, IContactRouter router)
{
    public async Task<Results<Ok<OutcomeView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, AssignmentId id, CancellationToken cancellationToken)
    {
        if (await careOf.FindAsync(user.Pool, id, cancellationToken) is not { } assignment)
        {
            return Problems.NoSuchAssignment();
        }

        var own = assignment.Agent == user.Id;
        if (!own && !user.IsSupervisor)
        {
            return Problems.NotYourOutcome();
        }

        return own && assignment.State == AssignmentState.Offered
            ? Problems.NotYoursYet()
            : TypedResults.Ok(await outcomes.ReadAsync(assignment, new Reader(user.Id, own ? "wrap-up" : "supervision"), cancellationToken));
    }

    public async Task<Results<Ok<SaveOutcomeReply>, ProblemHttpResult>> SaveAsync(ConsoleUser user, AssignmentId id, SaveOutcomeRequest request, CancellationToken cancellationToken)
    {
        var (assignment, refusal) = await OwnAsync(user, id, cancellationToken);
        if (assignment is null)
        {
            return refusal!;
        }

        var reply = await outcomes.SaveAsync(assignment, user.Id, request.Form, request.Revision, cancellationToken);
        return reply.Result switch
        {
            SaveOutcomeResult.Saved => TypedResults.Ok(reply),
            SaveOutcomeResult.NotYours => Problems.NotYourOutcome(),
            SaveOutcomeResult.AlreadyLogged => Problems.Conflict("This outcome is logged already", "What is logged does not change. Nothing was saved."),
            SaveOutcomeResult.Stale => Problems.Conflict("Another window saved this outcome since", "Read it again; what you typed here is kept until then. Nothing was saved."),
            SaveOutcomeResult.Invalid => Problems.Invalid("Some of it cannot be saved", string.Join(' ', reply.Problems)),
            _ => throw new InvalidOperationException($"No such result: {reply.Result}."),
        };
    }

    /// <summary>
    /// Records first, then Routing: when the second fails, pressing again does both and changes nothing twice. Logging the outcome of an open
    /// written conversation ends it; a call is ended by whoever hangs up, never by a form.
    /// </summary>
    public async Task<Results<Ok<LogOutcomeReply>, UnprocessableEntity<LogOutcomeReply>, ProblemHttpResult>> LogAsync(ConsoleUser user, AssignmentId id, CancellationToken cancellationToken)
    {
        var (assignment, refusal) = await OwnAsync(user, id, cancellationToken);
        if (assignment is null)
        {
            return refusal!;
        }

        var live = assignment.State is AssignmentState.Active or AssignmentState.Parked;
        if (live && !ChannelTraits.Of(assignment.Channel).Threaded)
        {
            return Problems.Conflict("The call is still on", "End the contact first, then log the outcome. What you wrote is kept.");
        }

        var reply = await outcomes.LogAsync(assignment, user.Id, cancellationToken);
        return reply.Result switch
        {
            LogOutcomeResult.Logged => await FreeAsync(user, assignment, live) ? TypedResults.Ok(reply) : StillOpen(),
            LogOutcomeResult.Incomplete => TypedResults.UnprocessableEntity(reply),
            LogOutcomeResult.NotYours => Problems.NotYourOutcome(),
            _ => throw new InvalidOperationException($"No such result: {reply.Result}."),
        };
    }

    private async Task<bool> FreeAsync(ConsoleUser user, AssignmentFacts assignment, bool live)
    {
        if (live)
        {
            await router.EndAsync(user.Pool, assignment.Id, user.Id, CancellationToken.None);
        }

        // Unknown: Routing has forgotten a contact that is over. There is nobody left to free.
        return await router.CompleteAsync(user.Pool, assignment.Id, user.Id, CancellationToken.None) is StepOutcome.Done or StepOutcome.Unknown;
    }

    private async Task<(AssignmentFacts? Assignment, ProblemHttpResult? Refusal)> OwnAsync(ConsoleUser user, AssignmentId id, CancellationToken cancellationToken) =>
        await careOf.FindAsync(user.Pool, id, cancellationToken) switch
        {
            null => (null, Problems.NoSuchAssignment()),
            var other when other.Agent != user.Id => (null, Problems.NotYourOutcome()),
            { State: AssignmentState.Offered or AssignmentState.Connecting } => (null, Problems.Conflict("It has not begun", "Answer the contact first; its outcome comes after.")),
            { State: AssignmentState.Declined or AssignmentState.Lapsed or AssignmentState.Withdrawn } => (null, Problems.Conflict("There is no outcome to write", "You did not answer this contact.")),
            { State: AssignmentState.Failed } => (null, Problems.Conflict("This contact went back to the queue", "Whoever answers it next sees what you wrote and logs the outcome.")),
            var own => (own, null),
        };

    private static ProblemHttpResult StillOpen() =>
        Problems.Conflict("The outcome is logged, but the contact is still open", "It changed hands or state in that moment. Refresh the page and try again; the outcome is safe.");
}
