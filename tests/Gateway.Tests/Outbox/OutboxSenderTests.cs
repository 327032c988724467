using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Outbox;

/// <summary>The loop: wakes at the bell and by the clock, and outlives its own failures.</summary>
public sealed class OutboxSenderTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private readonly OutboxBell bell = new();
    private readonly FakeSender sender = new();
    private readonly FakeOutbox outbox;
    private readonly OutboxSender loop;

    public OutboxSenderTests()
    {
        outbox = new FakeOutbox(clock);
        var announcer = new DeliveryAnnouncer(new FakeRouter(), NullLogger<DeliveryAnnouncer>.Instance);
        var dispatch = new OutboxDispatch(outbox, [sender], FakeSafeContact.Guard(), new UnsentMessages(outbox, clock), announcer, Microsoft.Extensions.Options.Options.Create(new OutboxOptions()), clock, NullLogger<OutboxDispatch>.Instance);
        loop = new OutboxSender(dispatch, new UnsettledMessages(outbox, [sender], announcer), bell, clock, NullLogger<OutboxSender>.Instance);
    }

    public async Task InitializeAsync()
    {
        await loop.StartAsync(CancellationToken.None);
        await Poll.Until(() => clock.WaitingTimers == 2, "both timers wait");
    }

    public async Task DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        loop.Dispose();
    }

    [Fact]
    public async Task WhatIsQueued_LeavesAtTheBell_WithoutAnyTimePassing()
    {
        Queue();

        await new OutboxWake(bell).HandleAsync(News("messageQueued"), CancellationToken.None);

        await Poll.Until(() => sender.Sent.Count == 1, "the message is sent");
    }

    [Fact]
    public async Task WithoutABell_ItLeavesWithinASecond()
    {
        Queue();

        clock.Advance(OutboxSender.Poll);

        await Poll.Until(() => sender.Sent.Count == 1, "the message is sent");
    }

    [Fact]
    public async Task AfterAFailedRound_TheNextOneSends()
    {
        outbox.Down = true;
        Queue();
        bell.Ring();
        await Poll.Until(() => outbox.FailedClaims == 1, "the round fails");
        outbox.Down = false;

        clock.Advance(OutboxSender.Poll);

        await Poll.Until(() => sender.Sent.Count == 1, "the message is sent");
    }

    [Fact]
    public async Task EveryFiveMinutes_UnsettledMessagesAreAskedFor()
    {
        outbox.ToAsk.Add("SM-7");

        clock.Advance(OutboxSender.AskEvery);

        await Poll.Until(() => sender.AskedFor.Count == 1, "the provider is asked");
    }

    [Theory]
    [InlineData("messageReceived")]
    [InlineData("deliveryChanged")]
    [InlineData(null)]
    public async Task OtherNews_DoesNotRing(string? reason)
    {
        using var soon = new CancellationTokenSource();
        var quiet = new OutboxBell();
        await new OutboxWake(quiet).HandleAsync(News(reason), CancellationToken.None);

        var waiting = quiet.WaitAsync(soon.Token);
        waiting.IsCompleted.ShouldBeFalse();
        await soon.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private static RoutingEvent News(string? reason) =>
        new(new("main"), new(1, 1), DateTimeOffset.UnixEpoch, RoutingEventKind.News, Reason: reason);

    private void Queue() => outbox.Add(new OutboxItem(
        MessageId.New(), ContactId.New(), new("main"), FakeLines.Northants.Id, Channel.Sms, CallerAddress.Of("+447700900123"), "We hear you.", 0, DeliveryState.Queued, clock.GetUtcNow()));
}
