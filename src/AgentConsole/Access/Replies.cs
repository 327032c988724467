using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>An agent's replies: durable first, then announced. Who has the conversation in hand may write, nobody else.</summary>
internal sealed class Replies(CareOf careOf, IOutbox outbox, IContactRouter router, ILogger<Replies> logger)
{
    public const int LongestText = 1600;

    public async Task<Results<Accepted, ProblemHttpResult>> SendAsync(ConsoleUser user, ContactId contact, SendMessageRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
        {
            return Problems.Invalid("The message cannot be sent as it is", $"It needs 1 to {LongestText} characters; it has {request.Text.Trim().Length}.");
        }

        var (held, _) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (Refusal(held) is { } refusal)
        {
            return refusal;
        }

        return await outbox.QueueAsync(new Reply(request.Id, contact, user.Id, request.Text), cancellationToken) switch
        {
            QueueReplyOutcome.Queued or QueueReplyOutcome.AlreadyQueued => await AnnounceAsync(user.Pool, contact, request.Id),
            QueueReplyOutcome.UnknownContact => Problems.NoSuchContact(),
            QueueReplyOutcome.CannotReply => Problems.Conflict("There is nobody to write to", "The conversation is over, or the person's number is withheld. The message was not sent."),
            var outcome => throw new InvalidOperationException($"No such outcome: {outcome}."),
        };
    }

    private static ProblemHttpResult? Refusal(AssignmentFacts? held) => held switch
    {
        null => Problems.NotYours(),
        _ when !ChannelTraits.Of(held.Channel).Threaded => Problems.Conflict("A call has no messages", "Speak with the person, or choose a way to write to them that they agreed to."),
        { State: AssignmentState.Active or AssignmentState.Parked } => null,
        { State: AssignmentState.WrapUp } => Problems.Conflict("This conversation is over", "You have ended it, so nothing more can be sent. The message was not sent."),
        _ => Problems.Conflict("This conversation is not open yet", "Answer it first, then write. The message was not sent."),
    };

    /// <summary>The message is safe whether or not the other windows hear of it now.</summary>
    private async Task<Accepted> AnnounceAsync(PoolId pool, ContactId contact, MessageId message)
    {
        try
        {
            await router.AnnounceAsync(pool, contact, ContactNews.MessageQueued, CancellationToken.None);
        }
        catch (RoutingUnavailableException exception)
        {
            Log.NotAnnounced(logger, message, contact, exception);
        }

        return TypedResults.Accepted((string?)null);
    }
}
