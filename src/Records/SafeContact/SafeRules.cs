namespace Helpline.Records.SafeContact;

/// <summary>What one contact's person said, as far as deciding needs it.</summary>
/// <param name="Own">Written for the very contact that the attempt is of.</param>
internal sealed record SafeRuleSet(
    bool Own, bool Never, IReadOnlyList<OutboundKind> Kinds, bool Voicemail, bool WithholdNumber, IReadOnlyList<SafeTime> Times, DateOnly? Until);

/// <param name="HasAddress">False: the number is withheld.</param>
/// <param name="AnswersThem">A reply in an open conversation they began, or a call back they asked for.</param>
/// <summary>What is about to happen.</summary>
internal sealed record SafeAttempt(OutboundKind Kind, bool HasAddress, bool AnswersThem);

/// <summary>A moment, and the zone in which days and hours are meant.</summary>
internal readonly record struct LocalTime(DateTimeOffset At, TimeZoneInfo Zone)
{
    /// <summary>What the clock on the wall says.</summary>
    public DateTime Wall => TimeZoneInfo.ConvertTime(At, Zone).DateTime;
}

/// <summary>Which rule refuses. The first that applies is told.</summary>
internal enum SafeRefusal
{
    NoAddress = 1,
    Never = 2,
    NotAsked = 3,
    Kind = 4,
    Voicemail = 5,
    Time = 6,
}

/// <param name="Refusal">Null: it may go.</param>
/// <param name="Sentence">With a refusal: for the agent.</param>
/// <param name="NextSafe">With <see cref="SafeRefusal.Time"/>: when it may go, if within two weeks.</param>
/// <summary>Whether it may go, and why not.</summary>
internal sealed record SafeAnswer(SafeRefusal? Refusal, bool WithholdNumber, string? Sentence, DateTimeOffset? NextSafe)
{
    public bool Allowed => Refusal is null;
}

/// <summary>Decides whether something may reach a person. Pure: the same question has the same answer.</summary>
internal static class SafeRules
{
    /// <summary>What all rule sets allow may go; what one of them forbids may not. A set whose last day is over does not count.</summary>
    /// <param name="rules">Every rule set of the address.</param>
    /// <param name="unasked">What counts while there is none.</param>
    public static SafeAnswer Decide(IReadOnlyList<SafeRuleSet> rules, SafeAttempt attempt, LocalTime now, UnaskedRule unasked)
    {
        var standing = Standing(rules, now.Wall);
        var withhold = standing.Count == 0 || standing.Any(r => r.WithholdNumber);
        if (Refusal(rules, attempt, now.Wall, unasked) is not { } refusal)
        {
            return new SafeAnswer(Refusal: null, withhold, Sentence: null, NextSafe: null);
        }

        var next = refusal == SafeRefusal.Time ? SafeTimes.Next(now, wall => Refusal(rules, attempt, wall, unasked) is null) : null;
        return new SafeAnswer(refusal, withhold, SafeWords.Sentence(refusal, standing, now, next), next);
    }

    /// <summary>The rule sets that count at a moment.</summary>
    public static IReadOnlyList<SafeRuleSet> Standing(IReadOnlyList<SafeRuleSet> rules, DateTime wall) =>
        [.. rules.Where(r => r.Until is not { } until || DateOnly.FromDateTime(wall) <= until)];

    private static SafeRefusal? Refusal(IReadOnlyList<SafeRuleSet> rules, SafeAttempt attempt, DateTime wall, UnaskedRule unasked)
    {
        if (!attempt.HasAddress)
        {
            return SafeRefusal.NoAddress;
        }

        var standing = Standing(rules, wall);
        return standing.Count == 0 ? unasked == UnaskedRule.Answers && attempt.AnswersThem && attempt.Kind != OutboundKind.Voicemail ? null : SafeRefusal.NotAsked
            : standing.Any(r => r.Never) ? SafeRefusal.Never
            : standing.Any(r => !r.Kinds.Contains(CarrierOf(attempt.Kind))) ? SafeRefusal.Kind
            : attempt.Kind == OutboundKind.Voicemail && standing.Any(r => !r.Voicemail) ? SafeRefusal.Voicemail
            : standing.Any(r => !SafeTimes.Allow(r.Times, wall)) ? SafeRefusal.Time
            : null;
    }

    /// <summary>A voicemail comes by a call.</summary>
    private static OutboundKind CarrierOf(OutboundKind kind) => kind switch
    {
        OutboundKind.Call or OutboundKind.Voicemail => OutboundKind.Call,
        OutboundKind.Text => OutboundKind.Text,
        OutboundKind.Email => OutboundKind.Email,
        OutboundKind.VideoLink => OutboundKind.VideoLink,
    };
}
