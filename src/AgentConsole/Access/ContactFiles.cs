using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Lets a contact's file be read by its agent or a supervisor, and by nobody else.</summary>
internal sealed class ContactFiles(CareOf careOf, IContactFile file)
{
    public const int ShortestReason = 3;
    public const int LongestReason = 200;

    public async Task<Results<Ok<ContactView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = await file.ReadAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken);
        return view is null || view.Pool != user.Pool ? Problems.NoSuchContact() : TypedResults.Ok(view);
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

    private async Task<Right> RightAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var held = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (held is not null && CareOf.Holds(held))
        {
            return new Right(held.State == AssignmentState.WrapUp ? "wrap-up" : "in-hand");
        }

        return user.IsSupervisor ? new Right("supervision")
            : held is not null ? new Right("", Problems.NotYoursYet())
            : new Right("", Problems.NotYours());
    }

    private readonly record struct Right(string Purpose, ProblemHttpResult? Refusal = null);
}
