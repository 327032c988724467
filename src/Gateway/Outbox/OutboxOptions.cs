using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Outbox;

/// <summary>Section <c>Outbox</c>. Times are in seconds.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How long a node keeps a message it sends to itself. A send of unknown outcome is looked for in the provider's list after that. 20 to 600, default 60.</summary>
    [Range(20, 600)]
    public int ClaimSeconds { get; set; } = 60;

    /// <summary>How long a message of unknown outcome is looked for before the agent is asked to decide. 20 to 86400, default 600.</summary>
    [Range(20, 86_400)]
    public int MatchSeconds { get; set; } = 600;

    public TimeSpan Claim => TimeSpan.FromSeconds(ClaimSeconds);

    public TimeSpan MatchFor => TimeSpan.FromSeconds(MatchSeconds);

    /// <summary>No send begins later than this after the claim: it must have ended before another may claim the row.</summary>
    public TimeSpan LastStart => TimeSpan.FromSeconds(Math.Min(ClaimSeconds / 2, ClaimSeconds - LongestSend));

    /// <summary>A request to a provider takes 15 seconds at most; and some for storing what came of it.</summary>
    private const int LongestSend = 17;
}

/// <summary>Holds the options to their ranges; a bad value stops the start and says which.</summary>
[OptionsValidator]
internal sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
