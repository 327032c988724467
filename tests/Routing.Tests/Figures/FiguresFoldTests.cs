using Helpline.Contracts;
using Helpline.Routing.Figures;

namespace Helpline.Routing.Tests.Figures;

/// <summary>Histories written by hand, with answers worked out by hand.</summary>
public sealed class FiguresFoldTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly LineId Wales = new("wales");
    private readonly FiguresFold fold = new(new("main"), new(new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London")), TimeSpan.FromSeconds(5), line => line == Wales ? 60 : 30)) { DayKnown = true };
    private readonly History history;

    public FiguresFoldTests() => history = new(Morning) { Written = fold.Apply };

    private PoolFigures Figures => fold.At(history.Now);

    private QueueFigures Total => Figures.Queues[0];

    private DayFigures Today => Total.Today!;

    [Fact]
    public void TheDay_ByTheFormulas()
    {
        var agent = history.Agent();
        AnswerAfter(10, agent);
        AnswerAfter(30, agent);
        AnswerAfter(30.5, agent);
        LeaveAfter(4.9);
        LeaveAfter(5);
        LeaveAfter(200, CloseReason.LeftMessage);
        LeaveAfter(200, CloseReason.CallBackPromised);
        LeaveAfter(3, CloseReason.Redirected);
        LeaveAfter(3, CloseReason.Expired);

        Today.ShouldBe(new(
            Offered: 9, Answered: 3, Abandoned: 1, ShortAbandoned: 1, LeftMessage: 1, CallBackPromised: 1, Redirected: 1, Expired: 1,
            ServiceLevel: 2.0 / 8, AverageSpeedOfAnswer: TimeSpan.FromSeconds(23.5), AbandonmentRate: 1.0 / 8));
    }

    [Fact]
    public void NothingToMeasure_IsNull_AndNotNought()
    {
        history.Agent();
        Today.ShouldBe(new(0, 0, 0, 0, 0, 0, 0, 0, null, null, null));
        LeaveAfter(1);
        Today.ServiceLevel.ShouldBeNull();
        Today.AbandonmentRate.ShouldBeNull();
    }

    [Fact]
    public void EachLine_KeepsItsOwnT_AlsoInTheTotal()
    {
        var agent = history.Agent();
        AnswerAfter(45, agent);
        AnswerAfter(45, agent, Wales);

        Row(History.Line, null).Today!.ServiceLevel.ShouldBe(0);
        Row(Wales, null).Today!.ServiceLevel.ShouldBe(1);
        Row(Wales, Channel.Phone).Today!.ServiceLevel.ShouldBe(1);
        Row(null, Channel.Phone).Today!.ServiceLevel.ShouldBe(0.5);
        Today.ServiceLevel.ShouldBe(0.5);
    }

    [Fact]
    public void WhoStillWaits_CountsAgainstTheServiceLevel_OnlyAfterT()
    {
        AnswerAfter(10, history.Agent());
        history.Enqueue();
        history.After(30);
        Today.ServiceLevel.ShouldBe(1);
        history.After(0.001);
        Today.ServiceLevel.ShouldBe(0.5);
        Today.Offered.ShouldBe(2);
    }

    [Fact]
    public void Waiting_AndTheLongest_WithoutOurTasks()
    {
        history.Enqueue(task: ContactTask.CallBack, waited: TimeSpan.FromHours(1));
        Total.LongestWait.ShouldBeNull();
        history.Enqueue(waited: TimeSpan.FromSeconds(20));
        history.After(5);
        history.Offer(history.Enqueue(Channel.Sms), history.Agent());
        history.After(5);

        (Total.Waiting, Total.Tasks, Total.LongestWait).ShouldBe((2, 1, TimeSpan.FromSeconds(30)));
        (Row(null, Channel.Sms).Waiting, Row(null, Channel.Sms).LongestWait).ShouldBe((1, TimeSpan.FromSeconds(5)));
        Today.Offered.ShouldBe(2);
    }

    [Fact]
    public void Dropped_AndAnsweredAgain_CountsOnce_ByItsFirstAnswer()
    {
        var agent = history.Agent();
        var contact = AnswerAfter(10, agent);
        history.After(300).Lose(contact);
        (Total.Waiting, Total.LongestWait).ShouldBe((1, TimeSpan.FromSeconds(310)));
        history.After(100).Answer(contact, agent);
        history.After(5).Lose(contact);
        history.After(5).Leave(contact);

        Today.ShouldBe(new(1, 1, 0, 0, 0, 0, 0, 0, 1, TimeSpan.FromSeconds(10), 0));
    }

    [Fact]
    public void NotConnected_IsNotAnswered()
    {
        var agent = history.Agent();
        var contact = history.Enqueue();
        history.Offer(contact, agent);
        history.After(10).Accept(contact);
        history.After(25).Fail(contact);
        Today.Answered.ShouldBe(0);
        history.After(10).Answer(contact, agent);
        Today.AverageSpeedOfAnswer.ShouldBe(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void Agents_ByWhatTheyDo()
    {
        var (ringing, talking, writing) = (history.Agent(), history.Agent(), history.Agent());
        history.Agent();
        history.Agent(AgentStatus.Break);
        history.Agent(AgentStatus.Training);
        history.Agent(AgentStatus.Paused);
        history.Agent(AgentStatus.Offline);
        history.Agent(AgentStatus.Break, connected: false);
        history.Offer(history.Enqueue(), ringing);
        AnswerAfter(1, talking);
        history.End(AnswerAfter(1, writing));

        Figures.AgentsByState.ShouldBe(Enum.GetValues<AgentActivity>().ToDictionary(s => s, _ => 1), ignoreOrder: true);
    }

    [Fact]
    public void Occupancy_IsBusyTimeOverBusyAndAvailable()
    {
        Figures.Occupancy.ShouldBeNull();
        var agent = history.Agent();
        Figures.Occupancy.ShouldBeNull();
        history.After(60);
        var contact = AnswerAfter(0, agent);
        history.After(100).End(contact);
        history.After(20);
        Figures.Occupancy.ShouldBe(120.0 / 180);
        history.Agent(AgentStatus.Break, id: agent); // wraps up on the break
        history.After(20).Complete(contact);
        history.After(3600);
        Figures.Occupancy.ShouldBe(140.0 / 200);
        history.Agent(id: agent, connected: false);
        history.After(3600);
        Figures.Occupancy.ShouldBe(140.0 / 200);
    }

    [Fact]
    public void AtMidnight_TheDayBeginsAgain_AndWhoCameBefore_StaysOfYesterday()
    {
        history.After(TimeSpan.FromHours(14.5)); // 23:30
        var agent = history.Agent();
        AnswerAfter(10, agent);
        var waits = history.Enqueue();
        history.After(TimeSpan.FromMinutes(40)); // 00:10, and nothing has happened since
        (Today.Offered, Figures.Occupancy, Total.Waiting).ShouldBe((0, 1, 1));
        history.Answer(waits, history.Agent());
        var came = history.Enqueue();
        history.After(20).Answer(came, agent);

        Today.ShouldBe(new(1, 1, 0, 0, 0, 0, 0, 0, 1, TimeSpan.FromSeconds(20), 0));
        Figures.DayStart.ShouldBe(new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Europe/London", "2026-06-01T22:59:59Z", "2026-05-31T23:00:00Z")]
    [InlineData("Europe/London", "2026-06-01T23:00:00Z", "2026-06-01T23:00:00Z")]
    [InlineData("Europe/London", "2026-10-25T23:30:00Z", "2026-10-24T23:00:00Z")] // a day of 25 hours
    [InlineData("Asia/Beirut", "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z")] // midnight does not exist
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z")] // midnight comes twice in this night
    public void TheDay_BeginsAtTheFirstInstantOfItsDate(string zone, string at, string start) =>
        new LocalDays(TimeZoneInfo.FindSystemTimeZoneById(zone)).StartOf(At(at)).ShouldBe(At(start));

    [Theory]
    [InlineData("Europe/Atlantis", 5, nameof(RoutingOptions.TimeZone))]
    [InlineData("", 5, nameof(RoutingOptions.TimeZone))]
    [InlineData("Europe/London", 61, nameof(RoutingOptions.ShortAbandonSeconds))]
    public void BadOptions_AreRefused_ByName(string zone, int seconds, string name)
    {
        var refused = new RoutingOptionsValidator().Validate(null, new() { TimeZone = zone, ShortAbandonSeconds = seconds });
        refused.Failures.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain(name);
    }

    [Theory]
    [InlineData("emptied", 0)]
    [InlineData("setBack", 1)]
    public void RedisLost_TheLivePartIsForgotten_TheDayIsNot_AndNobodyArrivesTwice(string reason, int away)
    {
        var agent = history.Agent();
        AnswerAfter(10, agent);
        var waits = history.Enqueue();
        history.After(50).Epoch(reason);
        (Total.Waiting, Figures.AgentsByState.Values.Sum(), Figures.AgentsByState[AgentActivity.Away]).ShouldBe((0, away, away));
        history.After(5).Enqueue(restored: waits);
        (Total.Waiting, Total.LongestWait, Today.Offered).ShouldBe((1, TimeSpan.FromSeconds(55), 2));
        history.Agent(id: agent);
        history.Answer(waits, agent);
        (Today.Answered, Today.AverageSpeedOfAnswer).ShouldBe((2, TimeSpan.FromSeconds(32.5)));
    }

    /// <summary>The intake kept a contact while Redis was away: it comes back as restored, and is new all the same.</summary>
    [Fact]
    public void Restored_ThoughNeverSeen_IsAnArrival()
    {
        history.Agent();
        history.Enqueue(restored: new(ContactId.New(), History.Line, new(Channel.Phone, []), Priority.Normal, ContactState.Waiting, history.Now - TimeSpan.FromSeconds(40)));
        Today.Offered.ShouldBe(1);
    }

    [Fact]
    public void Restarted_KeepsWhatIsOpen()
    {
        history.Agent();
        history.Enqueue();
        history.Epoch("restarted");
        (Total.Waiting, Figures.AgentsByState[AgentActivity.Available]).ShouldBe((1, 1));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private QueueFigures Row(LineId? line, Channel? channel) => Figures.Queues.Single(q => q.Line == line && q.Channel == channel);

    private ContactFacts AnswerAfter(double seconds, AgentId agent, LineId? line = null)
    {
        var contact = history.Enqueue(line: line);
        history.After(seconds).Answer(contact, agent);
        return contact;
    }

    private void LeaveAfter(double seconds, CloseReason reason = CloseReason.Abandoned)
    {
        var contact = history.Enqueue();
        history.After(seconds).Leave(contact, reason);
    }
}
