using Helpline.Contracts;
using Helpline.Gateway.Intake;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Intake;

public sealed class ContactIntakeTests
{
    private readonly FakeRecords records = new();
    private readonly FakeRouter router = new();
    private readonly TestClock clock = new();

    private ContactIntake Intake => new(records, router, clock, NullLogger<ContactIntake>.Instance);

    [Theory]
    [InlineData(Channel.Phone, 0)]
    [InlineData(Channel.Sms, 1)]
    public async Task Take_StoresThenEnqueuesThenAnnouncesWhatCanBeRead(Channel channel, int announced)
    {
        var taken = await Intake.TakeAsync(Incoming(channel));

        taken.ShouldNotBeNull();
        router.Enqueued.ShouldHaveSingleItem().ShouldBe(new(taken.Contact, taken.Pool, taken.Line, taken.Demand, taken.Priority, taken.ArrivedAt));
        router.Announced.Count.ShouldBe(announced);
    }

    [Fact]
    public async Task Take_SomebodyWhoCameBack_QueuesThemWhereTheyStood_ForTheAgentWhoKnowsThem()
    {
        (records.WaitedBefore, records.KnownTo) = (TimeSpan.FromMinutes(12), AgentId.New());

        var taken = (await Intake.TakeAsync(Incoming(Channel.Phone)))!;

        var queued = router.Enqueued.ShouldHaveSingleItem();
        (queued.WaitingSince, queued.KnownTo).ShouldBe((taken.ArrivedAt - records.WaitedBefore, records.KnownTo));
    }

    [Fact]
    public async Task Take_WhenTheQueueIsAway_IsTakenAllTheSame()
    {
        router.Down = true;

        (await Intake.TakeAsync(Incoming(Channel.Sms))).ShouldNotBeNull();
        records.Incoming.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_Repeated_IsOneContact_AndFinishesWhatTheFirstTryLeftUndone()
    {
        router.Down = true;
        var first = await Intake.TakeAsync(Incoming(Channel.Sms));
        router.Down = false;

        var again = await Intake.TakeAsync(Incoming(Channel.Sms));

        again!.Contact.ShouldBe(first!.Contact);
        records.Incoming.Count.ShouldBe(1);
        router.Enqueued.Count.ShouldBe(1);
        router.Announced.ShouldBe([(first.Contact, ContactNews.MessageReceived)]);
    }

    [Fact]
    public async Task Take_WhenRecordsAreAway_TakesNothing()
    {
        records.Down = true;

        (await Intake.TakeAsync(Incoming(Channel.Sms))).ShouldBeNull();
        router.Enqueued.ShouldBeEmpty();
    }

    [Fact]
    public async Task Take_WhenRecordsHang_GivesUpInTimeToAnswer()
    {
        records.Hangs = true;

        var taking = Intake.TakeAsync(Incoming(Channel.Phone));
        clock.Advance(ContactIntake.RecordsTime);

        (await taking).ShouldBeNull();
    }

    [Fact]
    public async Task Take_WhenWhatElseMustBeStoredFails_IsNotEnqueued()
    {
        (await Intake.TakeAsync(Incoming(Channel.Phone), (_, _) => throw new InvalidOperationException())).ShouldBeNull();
        router.Enqueued.ShouldBeEmpty();
    }

    private static IncomingContact Incoming(Channel channel) =>
        new("twilio:test:1", FakeLines.Northants, channel, CallerAddress.Of("+447700900123"), "Hello", "raw");
}
