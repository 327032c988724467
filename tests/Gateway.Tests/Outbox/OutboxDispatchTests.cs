using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Outbox;

public sealed class OutboxDispatchTests
{
    private static readonly OutboxOptions Options = new();

    private readonly TestClock clock = new();
    private readonly FakeRouter router = new();
    private readonly FakeSender sender = new();
    private readonly FakeOutbox outbox;

    public OutboxDispatchTests() => outbox = new FakeOutbox(clock);

    [Fact]
    public async Task AMessage_IsSentOnce_AndTheConsolesAreTold()
    {
        var item = Queue();

        (await RunAsync()).ShouldBe(1);
        (await RunAsync()).ShouldBe(0);

        sender.Sent.ShouldBe([item.Id]);
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Accepted);
        outbox.Of(item.Id).ProviderId.ShouldBe("SM-1");
        router.Announced.ShouldBe([(item.Contact, ContactNews.DeliveryChanged)]);
    }

    [Fact]
    public async Task WhenTheConsolesCannotBeTold_ItIsSentAllTheSame()
    {
        router.Down = true;
        var item = Queue();

        await RunAsync();

        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Accepted);
    }

    [Fact]
    public async Task ARefusedMessage_IsSettledWithASentence()
    {
        sender.Send = _ => new(SendResult.Refused, Problem: "This is a landline.");
        var item = Queue();

        await RunAsync();

        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Failed);
        outbox.Of(item.Id).Problem.ShouldBe("This is a landline.");
        router.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatDidNotLeave_IsTriedAgain_LaterEachTime_AndGivenUpWhenItIsNoLongerRight()
    {
        sender.Send = _ => new(SendResult.NotSent);
        var item = Queue();
        var waits = new List<TimeSpan>();
        for (var tries = 0; outbox.Of(item.Id).State != DeliveryState.Failed; tries++)
        {
            tries.ShouldBeLessThan(100);
            await RunAsync();
            waits.Add(outbox.Of(item.Id).NotBefore - clock.GetUtcNow());
            clock.Advance(TimeSpan.FromSeconds(61));
        }

        waits[..4].ShouldBe([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(16)]);
        waits[8].ShouldBe(TimeSpan.FromSeconds(60));
        outbox.Of(item.Id).Problem!.ShouldContain("15 minutes");
        sender.Sent.Count.ShouldBeInRange(15, 17);
    }

    [Fact]
    public async Task AnUnknownMessage_IsMatched_NeverSentAgain()
    {
        sender.Send = _ => new(SendResult.Unknown);
        var item = Queue();
        await RunAsync();
        (await RunAsync()).ShouldBe(0, "its claim still runs");

        clock.Advance(Options.Claim + TimeSpan.FromSeconds(1));
        await RunAsync();
        sender.Matched.ShouldBe([item.Id]);
        outbox.Of(item.Id).ProviderId.ShouldBeNull();

        sender.Match = _ => new(MatchResult.Found, new MatchCandidate("SM-found", DeliveryState.Sent));
        clock.Advance(Options.Claim + TimeSpan.FromSeconds(1));
        await RunAsync();

        sender.Sent.ShouldBe([item.Id]);
        outbox.Of(item.Id).ProviderId.ShouldBe("SM-found");
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(MatchResult.NotFound)]
    [InlineData(MatchResult.CannotTell)]
    public async Task AnUnknownMessage_ThatIsNowhere_BecomesTheAgentsToDecide(object result)
    {
        sender.Send = _ => new(SendResult.Unknown);
        sender.Match = _ => new((MatchResult)result);
        var item = Queue();
        for (var minutes = 0; minutes < 12; minutes++)
        {
            await RunAsync();
            clock.Advance(Options.Claim + TimeSpan.FromSeconds(1));
        }

        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Unknown);
        outbox.Of(item.Id).Problem.ShouldBe(OutboxDispatch.CouldNotTell);
        sender.Sent.Count.ShouldBe(1);
        sender.Matched.Count.ShouldBe(10);
    }

    [Fact]
    public async Task AnUnknownMessage_IsNeverTakenForAnotherOfTheSameWords()
    {
        var (first, second) = (Queue(), Queue());
        sender.Send = item => item.Id == first.Id ? new(SendResult.Accepted, "SM-1") : new(SendResult.Unknown);
        await RunAsync();

        sender.Match = _ => new(MatchResult.Found, new MatchCandidate("SM-1", DeliveryState.Delivered));
        clock.Advance(Options.Claim + TimeSpan.FromSeconds(1));
        await RunAsync();
        outbox.Of(second.Id).State.ShouldBe(DeliveryState.Unknown);

        sender.Match = _ => new(MatchResult.Found, new MatchCandidate("SM-1", DeliveryState.Delivered), new MatchCandidate("SM-2", DeliveryState.Sent));
        clock.Advance(Options.Claim + TimeSpan.FromSeconds(1));
        await RunAsync();
        outbox.Of(second.Id).ProviderId.ShouldBe("SM-2");
    }

    [Fact]
    public async Task WithinAConversation_TheOrderIsKept_AndNoneOvertakesOneThatCouldNotLeave()
    {
        var contact = ContactId.New();
        var (first, second, other) = (Queue(contact), Queue(contact), Queue());
        sender.Send = item => item.Id == first.Id && sender.Sent.Count(id => id == first.Id) == 1 ? new(SendResult.NotSent) : new(SendResult.Accepted, "SM-" + item.Id);

        await RunAsync();
        sender.Sent.ShouldNotContain(second.Id);
        outbox.Of(other.Id).State.ShouldBe(DeliveryState.Accepted);

        clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync();
        sender.Sent.Where(id => id != other.Id).ShouldBe([first.Id, first.Id, second.Id]);
    }

    [Fact]
    public async Task WhatCouldNotBeginInTime_IsLeftForTheNextRound_NotTakenForSent()
    {
        var contact = ContactId.New();
        var (first, second) = (Queue(contact), Queue(contact));
        sender.Send = item =>
        {
            clock.Advance(item.Id == first.Id ? Options.LastStart + TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            return new(SendResult.Accepted, "SM-" + item.Id);
        };

        await RunAsync();
        outbox.Of(second.Id).State.ShouldBe(DeliveryState.Queued);

        await RunAsync();
        outbox.Of(second.Id).State.ShouldBe(DeliveryState.Accepted);
    }

    [Fact]
    public async Task ABugInOneMessage_DoesNotHoldUpTheOthers()
    {
        var (bad, good) = (Queue(), Queue());
        sender.Send = item => item.Id == bad.Id ? throw new InvalidOperationException() : new(SendResult.Accepted, "SM-1");

        await RunAsync();

        outbox.Of(good.Id).State.ShouldBe(DeliveryState.Accepted);
        outbox.Of(bad.Id).State.ShouldBe(DeliveryState.Sending);
    }

    [Fact]
    public async Task WhenNoChannelIsSetUp_NothingIsClaimed()
    {
        sender.IsReady = false;
        var item = Queue();

        (await RunAsync()).ShouldBe(0);

        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Queued);
    }

    [Fact]
    public async Task AMessageOfAChannelThatIsNotSetUp_IsSettled()
    {
        var item = Queue(channel: Channel.Email);

        await RunAsync();

        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Failed);
        sender.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task UnsettledMessages_AreAskedFor_AndTold()
    {
        var item = Queue();
        await RunAsync();
        outbox.ToAsk.AddRange(["SM-1", "XX-9"]);
        router.Announced.Clear();

        await new UnsettledMessages(outbox, [sender], Announcer()).AskAsync(CancellationToken.None);

        sender.AskedFor.ShouldBe(["SM-1"]);
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Delivered);
        router.Announced.ShouldBe([(item.Contact, ContactNews.DeliveryChanged)]);
    }

    private OutboxItem Queue(ContactId? contact = null, Channel channel = Channel.Sms)
    {
        var item = new OutboxItem(
            MessageId.New(), contact ?? ContactId.New(), new("main"), FakeLines.Northants.Id, channel, CallerAddress.Of("+447700900123"), "We hear you.", 0, DeliveryState.Queued, clock.GetUtcNow());
        outbox.Add(item);
        return item;
    }

    private DeliveryAnnouncer Announcer() => new(router, NullLogger<DeliveryAnnouncer>.Instance);

    private Task<int> RunAsync() =>
        new OutboxDispatch(outbox, [sender], FakeSafeContact.Guard(), new UnsentMessages(outbox, clock), Announcer(), Microsoft.Extensions.Options.Options.Create(Options), clock, NullLogger<OutboxDispatch>.Instance).RunAsync(CancellationToken.None);
}
