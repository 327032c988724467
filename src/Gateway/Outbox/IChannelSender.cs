using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Outbox;

/// <summary>Sends what agents write on one channel, and finds out what became of it. Outcomes are values; an exception is a bug.</summary>
internal interface IChannelSender
{
    Channel Channel { get; }

    /// <summary>False: the channel is not set up here, and nothing of it is sent or settled by this node.</summary>
    bool IsReady { get; }

    /// <summary>How long a message may try to leave us before it is given up and the agent told.</summary>
    TimeSpan Patience { get; }

    Task<SendOutcome> SendAsync(OutboxItem item, CancellationToken cancellationToken);

    /// <summary>Looks for a message that may have been sent in the provider's own list.</summary>
    Task<MatchOutcome> MatchAsync(OutboxItem item, CancellationToken cancellationToken);

    /// <summary>Whether the provider's id is one of this channel's.</summary>
    bool Knows(string providerId);

    /// <summary>Asks the provider how far a message has come; null when it cannot say now.</summary>
    Task<DeliveryNews?> AskAsync(string providerId, CancellationToken cancellationToken);
}

/// <summary>How far a message has come.</summary>
/// <param name="Problem">One sentence for the agent, where they must act.</param>
internal sealed record DeliveryNews(DeliveryState State, string? Problem);

internal enum SendResult
{
    Accepted = 1,

    /// <summary>It certainly did not leave; try again.</summary>
    NotSent = -1,

    /// <summary>The provider will not send it.</summary>
    Refused = -2,

    /// <summary>It may have been sent.</summary>
    Unknown = -3,
}

/// <param name="ProviderId">With Accepted: what the provider calls it.</param>
/// <param name="State">With Accepted: how far it is.</param>
/// <param name="Problem">With Refused: one sentence for the agent.</param>
/// <summary>What came of a send.</summary>
internal sealed record SendOutcome(SendResult Result, string? ProviderId = null, DeliveryState State = DeliveryState.Accepted, string? Problem = null);

internal enum MatchResult
{
    Found = 1,
    NotFound = -1,

    /// <summary>The provider did not answer.</summary>
    CannotTell = -2,
}

/// <param name="Candidates">With Found: every message it may be, oldest first. One that is known as another message of ours is not it.</param>
/// <summary>What came of a match.</summary>
internal sealed record MatchOutcome(MatchResult Result, params IReadOnlyList<MatchCandidate> Candidates);

internal sealed record MatchCandidate(string ProviderId, DeliveryState State);
