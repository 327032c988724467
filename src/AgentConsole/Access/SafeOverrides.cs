using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>One attempt against a person's rules: an agent asks with a reason, a supervisor who is somebody else decides.</summary>
internal sealed class SafeOverrides(ContactFiles files, ISafeOverrides overrides, IContactRouter router, ILogger<SafeOverrides> logger)
{
    private const int ShortestReason = 3;
    private const int LongestReason = 500;

    public async Task<Results<Ok<AskedOverride>, ProblemHttpResult>> AskAsync(ConsoleUser user, ContactId contact, AskOverrideRequest request, CancellationToken cancellationToken)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            return Problems.Invalid("Say why it must go all the same", $"The reason needs {ShortestReason} to {LongestReason} characters; it is kept with your name and the time.");
        }

        var right = await files.RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var attempt = new OutboundAttempt(contact, request.Kind) { Message = request.Message };
        var reply = await overrides.AskAsync(attempt, new Reader(user.Id, right.Purpose), reason, cancellationToken);
        switch (reply.Result)
        {
            case AskOverrideResult.Asked:
            case AskOverrideResult.AlreadyAsked:
                Log.OverrideAsked(logger, user.Id, contact, request.Kind, reply.Id!.Value);
                await router.AnnounceAsync(logger, user.Pool, contact, ContactNews.SafeContactChanged);
                return TypedResults.Ok(new AskedOverride(reply.Id.Value, reply.Until!.Value));
            case AskOverrideResult.UnknownContact:
                return Problems.NoSuchContact();
            case AskOverrideResult.NotNeeded:
                return Problems.Conflict("It is safe now", "Their rules allow it at this moment. Send it again, or call; nobody has to agree to it.");
            case AskOverrideResult.NoSuchMessage:
                return Problems.Conflict("There is no such message to send", "Only a message that their safe-contact rules refused can be sent after all. Refresh the page and look again.");
            case AskOverrideResult.NotPossible:
                return Problems.Conflict("They cannot be reached", "Their number is withheld, so there is nowhere to call or write to, whoever agrees.");
            default:
                throw new InvalidOperationException($"No such result: {reply.Result}.");
        }
    }

    public Task<IReadOnlyList<OpenSafeOverride>> OpenAsync(ConsoleUser user, CancellationToken cancellationToken) =>
        overrides.OpenAsync(user.Pool, new Reader(user.Id, "supervision"), cancellationToken);

    /// <summary>Once begun it is not given up with the request: the supervisor must not be left to guess.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(ConsoleUser user, SafeOverrideId id, bool approve)
    {
        var reply = await overrides.DecideAsync(id, user.Pool, user.Id, approve, CancellationToken.None);
        Log.OverrideDecided(logger, user.Id, id, approve, reply.Result);
        switch (reply.Result)
        {
            case DecideOverrideResult.Done:
                await router.AnnounceAsync(logger, user.Pool, reply.Contact!.Value, reply.MessageQueued ? ContactNews.MessageQueued : ContactNews.SafeContactChanged);
                return TypedResults.NoContent();
            case DecideOverrideResult.Unknown:
                return Problems.NoSuchOverride();
            case DecideOverrideResult.SamePerson:
                return Problems.SamePerson();
            case DecideOverrideResult.AlreadyDecided:
                return Problems.Conflict("Somebody has decided this already", "Your decision was not needed. Refresh the page to see theirs.");
            case DecideOverrideResult.Expired:
                return Problems.Conflict("It is too late to decide this", "Nothing was sent. If it is still right, the agent can ask again.");
            default:
                throw new InvalidOperationException($"No such result: {reply.Result}.");
        }
    }
}
