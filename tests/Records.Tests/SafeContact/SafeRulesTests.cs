using Helpline.Records.SafeContact;

namespace Helpline.Records.Tests.SafeContact;

/// <summary>The decision and its sentence, one rule at a time.</summary>
public sealed class SafeRulesTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    /// <summary>A Wednesday, 18:40 in London.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 11, 18, 18, 40, 0, TimeSpan.Zero);

    private static readonly SafeRuleSet Open = new(
        Own: true, Never: false, [OutboundKind.Call, OutboundKind.Text, OutboundKind.Email, OutboundKind.VideoLink], Voicemail: true, WithholdNumber: false, [], Until: null);

    private static readonly SafeRuleSet TextsByDay = Open with { Kinds = [OutboundKind.Text], Times = [new(Weekdays, 540, 1020)] };

    [Fact]
    public void OutsideTheSafeTimes_TheSentenceSaysWhatTheyAskedFor_AndWhenItIsSafe()
    {
        var answer = Decide([TextsByDay], OutboundKind.Text);

        answer.Sentence.ShouldBe("They asked for texts only, 9 to 17 on weekdays. It is 18:40 now. Next safe time: tomorrow 9:00.");
        answer.NextSafe.ShouldBe(new DateTimeOffset(2026, 11, 19, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void AKindTheyDidNotName_IsRefused_AtAnyHour() =>
        Decide([TextsByDay], OutboundKind.Call, Evening.AddHours(-6)).Sentence.ShouldBe("They asked for texts only, 9 to 17 on weekdays.");

    [Fact]
    public void WithinTheSafeTimes_ItGoes() => Decide([TextsByDay], OutboundKind.Text, Evening.AddHours(-6)).Allowed.ShouldBeTrue();

    [Fact]
    public void Never_WinsOverEverything() =>
        Decide([Open, Open with { Never = true, Own = false }], OutboundKind.Text).Sentence.ShouldBe("They asked that nothing is ever sent and nobody ever calls.");

    [Fact]
    public void TheRulesOfAnotherPersonAtThePhone_AreNotPutInThisOnesMouth() =>
        Decide([TextsByDay with { Own = false }], OutboundKind.Call).Sentence!.ShouldStartWith("Somebody at this address asked for texts only");

    [Fact]
    public void Voicemail_NeedsCallsAndItsOwnYes()
    {
        Decide([Open], OutboundKind.Voicemail).Allowed.ShouldBeTrue();
        Decide([Open with { Voicemail = false }], OutboundKind.Voicemail).Sentence.ShouldBe("They asked that no voicemail is left.");
        Decide([TextsByDay with { Times = [] }], OutboundKind.Voicemail).Refusal.ShouldBe(SafeRefusal.Kind);
    }

    [Theory]
    [InlineData(OutboundKind.Text, true, true)]
    [InlineData(OutboundKind.Call, true, true)]
    [InlineData(OutboundKind.Text, false, false)]
    [InlineData(OutboundKind.Voicemail, true, false)]
    public void BeforeAnybodyAsked_OnlyAnswersGo_AndTheNumberIsWithheld(OutboundKind kind, bool answersThem, bool allowed)
    {
        var answer = SafeRules.Decide([], new SafeAttempt(kind, HasAddress: true, answersThem), new LocalTime(Evening, London), UnaskedRule.Answers);

        answer.Allowed.ShouldBe(allowed);
        answer.WithholdNumber.ShouldBeTrue();
        SafeRules.Decide([], new SafeAttempt(kind, HasAddress: true, answersThem), new LocalTime(Evening, London), UnaskedRule.Nothing).Refusal.ShouldBe(SafeRefusal.NotAsked);
    }

    [Fact]
    public void AWithheldNumber_CanBeReachedByNothing() =>
        SafeRules.Decide([Open], new SafeAttempt(OutboundKind.Call, HasAddress: false, AnswersThem: true), new LocalTime(Evening, London), UnaskedRule.Answers)
            .Refusal.ShouldBe(SafeRefusal.NoAddress);

    [Theory]
    [InlineData("2026-11-21T23:00:00Z", true)] // Saturday night
    [InlineData("2026-11-22T01:59:00Z", true)] // still Saturday's night
    [InlineData("2026-11-22T02:00:00Z", false)]
    [InlineData("2026-11-22T23:00:00Z", false)] // Sunday night
    public void ATimeOverMidnight_BelongsToTheDayItBeginsOn(string at, bool allowed) =>
        Decide([Open with { Times = [new([DayOfWeek.Saturday], 1320, 120)] }], OutboundKind.Call, DateTimeOffset.Parse(at, null)).Allowed.ShouldBe(allowed);

    [Fact]
    public void AnHourThatTheClocksSkip_IsNotPromised()
    {
        var saturday = new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

        var answer = Decide([Open with { Times = [new(EveryDay, 60, 90)] }], OutboundKind.Call, saturday);

        answer.NextSafe.ShouldBe(new DateTimeOffset(2026, 3, 30, 0, 0, 0, TimeSpan.Zero)); // Monday 1:00 summer time
        answer.Sentence!.ShouldEndWith("Next safe time: Monday 1:00.");
    }

    [Fact]
    public void TheHourThatTheClocksRepeat_IsSafeBothTimes()
    {
        SafeRuleSet[] rules = [Open with { Times = [new([DayOfWeek.Sunday], 60, 90)] }];

        foreach (var hour in new[] { 0, 1 })
        {
            Decide(rules, OutboundKind.Call, new DateTimeOffset(2026, 10, 25, hour, 15, 0, TimeSpan.Zero)).Allowed.ShouldBeTrue();
        }

        Decide(rules, OutboundKind.Call, new DateTimeOffset(2026, 10, 25, 0, 45, 0, TimeSpan.Zero)).NextSafe.ShouldBe(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void RulesHold_UntilTheEndOfTheirLastDay()
    {
        SafeRuleSet[] rules = [Open with { Never = true, Until = new DateOnly(2026, 11, 18) }];

        Decide(rules, OutboundKind.Text, new DateTimeOffset(2026, 11, 18, 23, 59, 0, TimeSpan.Zero)).Refusal.ShouldBe(SafeRefusal.Never);
        Decide(rules, OutboundKind.Text, new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero)).Refusal.ShouldBe(SafeRefusal.NotAsked);
    }

    [Fact]
    public void TimesThatNeverMeet_AreSaidSo()
    {
        var answer = Decide([Open with { Times = [new(EveryDay, 540, 600)] }, Open with { Times = [new(EveryDay, 660, 720)] }], OutboundKind.Call);

        answer.NextSafe.ShouldBeNull();
        answer.Sentence!.ShouldContain("9 to 10 and also within 11 to 12");
        answer.Sentence.ShouldEndWith("There is no safe time in the next two weeks.");
    }

    private static SafeAnswer Decide(SafeRuleSet[] rules, OutboundKind kind, DateTimeOffset? at = null) =>
        SafeRules.Decide(rules, new SafeAttempt(kind, HasAddress: true, AnswersThem: false), new LocalTime(at ?? Evening, London), UnaskedRule.Answers);
}
