using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Lets a contact's file be read by its agent or a supervisor, and by nobody else.</summary>
internal sealed class ContactFiles(CareOf careOf, IContactFile file)
{
    public const int ShortestReason = 3;
    public const int LongestReason = 200;

    private const string Supervision = "supervision";
    private const string WrapUp = "wrap-up";

    public async Task<Results<Ok<ContactView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = right.Read ?? await file.ReadAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken);
        return view is null ? Problems.NoSuchContact() : TypedResults.Ok(view);
    }

    public async Task<Results<Ok<RevealReply>, ProblemHttpResult>> RevealAsync(ConsoleUser user, ContactId contact, string reason, CancellationToken cancellationToken)
    {
        var given = reason.Trim();
        if (given.Length is < ShortestReason or > LongestReason)
        {
            return Problems.Invalid("Say why the number must be seen", $"The reason needs {ShortestReason} to {LongestReason} characters; it is kept with your name and the time.");
        }

        var right = await RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        return await file.RevealAddressAsync(contact, new Reader(user.Id, right.Purpose), given, cancellationToken) is { } address
            ? TypedResults.Ok(new RevealReply(address))
            : Problems.NoSuchContact();
    }

    /// <summary>Whether somebody may see what is known of a contact, and as what.</summary>
    public async Task<Right> RightAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (held is not null && CareOf.Holds(held.State))
        {
            return new Right(held.State == AssignmentState.WrapUp ? WrapUp : "in-hand");
        }

        return !known ? await RightFromRecordsAsync(user, contact, cancellationToken)
            : user.IsSupervisor ? new Right(Supervision)
            : Right.None(held is null ? Problems.NotYours() : Problems.NotYoursYet());
    }

    /// <summary>The same while the queue cannot be asked: what Records knows must do.</summary>
    public async Task<Right> RightInDangerAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        try
        {
            return await RightAsync(user, contact, cancellationToken);
        }
        catch (RoutingUnavailableException)
        {
            return await RightFromRecordsAsync(user, contact, cancellationToken);
        }
    }

    /// <summary>The queue of this pool does not know the contact: it is over, of another pool, or Redis was lost a moment ago. The file itself says whose it is.</summary>
    private async Task<Right> RightFromRecordsAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var purpose = user.IsSupervisor ? Supervision : WrapUp;
        var view = await file.ReadAsync(contact, new Reader(user.Id, purpose), cancellationToken);
        return view is null || view.Pool != user.Pool ? Right.None(Problems.NoSuchContact())
            : user.IsSupervisor || view.Assignments.Any(a => a.Agent == user.Id && CareOf.Holds(a.State)) ? new Right(purpose, view)
            : Right.None(Problems.NotYours());
    }

    /// <summary>Whether somebody may, and as what.</summary>
    /// <param name="Purpose">The word for the audit.</param>
    /// <param name="Read">The file, where it had to be read to know the right.</param>
    internal readonly record struct Right(string Purpose, ContactView? Read = null, ProblemHttpResult? Refusal = null)
    {
        public static Right None(ProblemHttpResult refusal) => new("", Refusal: refusal);
    }
}
