using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>How it is safe to reach a person: read and written by whoever has them in hand, and by supervisors.</summary>
internal sealed class SafeContacts(ContactFiles files, ISafeContact safe, IContactRouter router, ILogger<SafeContacts> logger)
{
    public async Task<Results<Ok<SafeContactView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        return right.Refusal is { } refusal ? refusal : await ViewAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken);
    }

    public async Task<Results<Ok<SafeContactView>, ProblemHttpResult>> SaveAsync(ConsoleUser user, ContactId contact, SaveSafeContactRequest request, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var reply = await safe.SaveAsync(contact, new Reader(user.Id, right.Purpose), request.Rules, request.Version, cancellationToken);
        switch (reply.Result)
        {
            case SaveSafeContactResult.Saved:
                Log.SafeContactSaved(logger, user.Id, contact, reply.Version);
                await router.AnnounceAsync(logger, user.Pool, contact, ContactNews.SafeContactChanged);
                return await ViewAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken);
            case SaveSafeContactResult.UnknownContact:
                return Problems.NoSuchContact();
            case SaveSafeContactResult.Stale:
                return Problems.Conflict("Somebody wrote this down since you opened it", "Read what they wrote, then save yours again if it is still right. Nothing was saved.");
            case SaveSafeContactResult.Invalid:
                return Problems.Invalid("Some of it cannot be kept", $"{string.Join(' ', reply.Problems)} Nothing was saved.");
            default:
                throw new InvalidOperationException($"No such result: {reply.Result}.");
        }
    }

    private async Task<Results<Ok<SafeContactView>, ProblemHttpResult>> ViewAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) =>
        await safe.ReadAsync(contact, reader, cancellationToken) is { } view ? TypedResults.Ok(view) : Problems.NoSuchContact();
}
