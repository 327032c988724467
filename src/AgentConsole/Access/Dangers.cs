using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>
/// Imminent danger to a person. Records first: it is raised whether or not the queue can be told at this moment; every later step tells it again.
/// Once begun, nothing here is given up with the request.
/// </summary>
internal sealed class Dangers(ContactFiles files, IDangers dangers, IContactRouter router, TimeProvider time, ILogger<Dangers> logger)
{
    private const int ShortestLine = 3;

    public async Task<Results<Ok<DangersView>, ProblemHttpResult>> RaiseAsync(ConsoleUser user, ContactId contact)
    {
        var right = await files.RightInDangerAsync(user, contact, CancellationToken.None);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await dangers.RaiseAsync(contact, user.Id, CancellationToken.None) is not { } raised)
        {
            return Problems.NoSuchContact();
        }

        if (raised.IsNew)
        {
            Log.DangerRaised(logger, user.Id, contact, raised.Id);
        }

        await TellAsync(user, contact, Priority.ImminentDanger);
        return await ViewAsync(contact, new Reader(user.Id, right.Purpose), CancellationToken.None);
    }

    public async Task<Results<Ok<DangersView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await files.RightInDangerAsync(user, contact, cancellationToken);
        return right.Refusal is { } refusal ? refusal : await ViewAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken);
    }

    public async Task<Results<Ok<DangersView>, ProblemHttpResult>> WriteAsync(ConsoleUser user, ContactId contact, DangerId danger, WriteDangerRequest request)
    {
        if (DangerEntries.ProblemOf(request.Entry, time.GetUtcNow()) is { } problem)
        {
            return Problems.Invalid("It is not kept yet", problem);
        }

        var right = await files.RightInDangerAsync(user, contact, CancellationToken.None);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await dangers.WriteAsync(contact, danger, request.Id, user.Id, request.Entry, CancellationToken.None);
        if (result != WriteDangerResult.Written)
        {
            return Refused(result);
        }

        Log.DangerWritten(logger, user.Id, danger, request.Entry.Step);
        await TellAsync(user, contact, Priority.ImminentDanger);
        return await ViewAsync(contact, new Reader(user.Id, right.Purpose), CancellationToken.None);
    }

    /// <summary>A supervisor's. The contact goes back to the priority it had, if it is not over.</summary>
    public async Task<Results<Ok<DangersView>, ProblemHttpResult>> CloseAsync(ConsoleUser user, ContactId contact, DangerId danger, string line)
    {
        if (line.Trim().Length is < ShortestLine or > DangerEntries.LongestText)
        {
            return Problems.Invalid("Say why it is over", $"The line needs {ShortestLine} to {DangerEntries.LongestText} characters; it is kept with your name and the time.");
        }

        var right = await files.RightInDangerAsync(user, contact, CancellationToken.None);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var reply = await dangers.CloseAsync(contact, danger, user.Id, line, CancellationToken.None);
        if (reply.Result != WriteDangerResult.Written)
        {
            return Refused(reply.Result);
        }

        Log.DangerClosed(logger, user.Id, danger);
        var left = await dangers.OfContactAsync(contact, new Reader(user.Id, right.Purpose), CancellationToken.None);
        var stays = left.Any(d => d.ClosedAt is null);
        await TellAsync(user, reply.Contact, stays ? Priority.ImminentDanger : reply.GoesBackTo);
        if (reply.Contact != contact)
        {
            await TellAsync(user, contact, stays ? Priority.ImminentDanger : Priority.Normal);
        }

        return TypedResults.Ok(new DangersView(left));
    }

    public Task<IReadOnlyList<OpenDanger>> OpenAsync(ConsoleUser user, CancellationToken cancellationToken) => dangers.OpenAsync(user.Pool, cancellationToken);

    /// <summary>The order of the queue and the other windows. Both are told again by whatever is written next.</summary>
    private async Task TellAsync(ConsoleUser user, ContactId contact, Priority priority)
    {
        try
        {
            await router.ReprioritiseAsync(user.Pool, contact, priority, user.Id, CancellationToken.None);
            await router.AnnounceAsync(user.Pool, contact, ContactNews.DangerChanged, CancellationToken.None);
        }
        catch (RoutingUnavailableException exception)
        {
            Log.DangerNotAnnounced(logger, contact, exception);
        }
    }

    private async Task<Results<Ok<DangersView>, ProblemHttpResult>> ViewAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DangersView(await dangers.OfContactAsync(contact, reader, cancellationToken)));

    private static ProblemHttpResult Refused(WriteDangerResult result) => result == WriteDangerResult.Closed
        ? Problems.Conflict("It is closed", "A supervisor has closed this. If they are in danger again, raise it again. What you typed was not kept.")
        : Problems.NoSuchDanger();
}
