using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Outbox;

/// <summary>The person's rules at the moment of sending.</summary>
public sealed class ContactGuardTests
{
    private const string Sentence = "They asked for calls only.";

    private static readonly OutboxOptions Options = new();

    private readonly TestClock clock = new();
    private readonly FakeRouter router = new();
    private readonly FakeSender sender = new();
    private readonly FakeSafeContact rules = new();
    private readonly FakeOutbox outbox;
    private readonly OutboxDispatch dispatch;

    public ContactGuardTests()
    {
        outbox = new FakeOutbox(clock);
        dispatch = new OutboxDispatch(
            outbox, [sender], FakeSafeContact.Guard(rules), new UnsentMessages(outbox, clock), new DeliveryAnnouncer(router, NullLogger<DeliveryAnnouncer>.Instance),
            Microsoft.Extensions.Options.Options.Create(Options), clock, NullLogger<OutboxDispatch>.Instance);
    }

    [Fact]
    public async Task WhatTheRulesRefuse_IsNotSent_AndTheAgentReadsWhy()
    {
        rules.Decide = _ => Refuse(Sentence);
        var item = Queue();

        await RunAsync();

        sender.Sent.ShouldBeEmpty();
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Failed);
        outbox.Of(item.Id).Problem.ShouldBe(Sentence);
        outbox.Refused.ShouldBe([item.Id]);
        router.Announced.ShouldBe([(item.Contact, ContactNews.DeliveryChanged)]);
    }

    [Fact]
    public async Task TheRulesAreAsked_WhenItIsSent_NotWhenItWasWritten()
    {
        sender.Send = _ => new(SendResult.NotSent);
        var item = Queue();
        await RunAsync();
        sender.Send = _ => new(SendResult.Accepted, "SM-1");
        rules.Decide = _ => Refuse(Sentence);

        clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync();

        sender.Sent.ShouldBe([item.Id]); // the first try, which did not leave
        outbox.Of(item.Id).Problem.ShouldBe(Sentence);
    }

    [Theory]
    [InlineData(Channel.Sms, OutboundKind.Text)]
    [InlineData(Channel.Email, OutboundKind.Email)]
    [InlineData(Channel.BslVideo, OutboundKind.VideoLink)]
    public async Task AMessage_IsDecidedAsWhatItIs(Channel channel, OutboundKind kind)
    {
        var item = Item(channel: channel);

        await FakeSafeContact.Guard(rules).DecideAsync(item, CancellationToken.None);

        rules.Asked.ShouldBe([new OutboundAttempt(item.Contact, kind) { Message = item.Id }]);
    }

    [Fact]
    public async Task ACall_IsToldToWithholdTheNumber_AndWhatToSay()
    {
        rules.Decide = _ => new(Allowed: true, WithholdNumber: true, "say you are the dentist", Reason: null);
        var contact = ContactId.New();

        var decision = await FakeSafeContact.Guard(rules).DecideAsync(contact, OutboundKind.Call, CancellationToken.None);

        decision.IsAllowed.ShouldBeTrue();
        decision.WithholdNumber.ShouldBeTrue();
        decision.Wording.ShouldBe("say you are the dentist");
        decision.ToString().ShouldNotContain("dentist");
        rules.Asked.ShouldBe([new OutboundAttempt(contact, OutboundKind.Call)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhenNobodyCanSay_NothingIsSent_AndItIsTriedLater(bool away)
    {
        rules.Decide = _ => throw (away ? new RecordsUnavailableException() : new InvalidOperationException("a bug"));
        var item = Queue();

        await RunAsync();
        sender.Sent.ShouldBeEmpty();
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Queued);

        rules.Decide = _ => Allow;
        clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync();
        sender.Sent.ShouldBe([item.Id]);
    }

    [Fact]
    public async Task WhenTheRecordsAreAwayAltogether_ItIsSentOnceTheyAreBack_AndNeverTakenForSent()
    {
        rules.Decide = _ => throw new RecordsUnavailableException();
        outbox.ChangesFail = true;
        var item = Queue();
        await RunAsync();

        rules.Decide = _ => Allow;
        outbox.ChangesFail = false;
        await RunAsync();

        sender.Sent.ShouldBe([item.Id]);
        sender.Matched.ShouldBeEmpty();
        outbox.Of(item.Id).State.ShouldBe(DeliveryState.Accepted);
    }

    [Fact]
    public async Task WhatWasAllowedOnce_GoesOnce()
    {
        var left = 1;
        rules.Decide = _ => left-- > 0 ? Allow : Refuse(Sentence);
        var (first, second) = (Queue(), Queue());

        await RunAsync();
        await RunAsync();

        sender.Sent.Count.ShouldBe(1);
        new[] { outbox.Of(first.Id).State, outbox.Of(second.Id).State }.ShouldBe([DeliveryState.Accepted, DeliveryState.Failed], ignoreOrder: true);
    }

    private static SafeDecision Allow { get; } = new(Allowed: true, WithholdNumber: false, Wording: null, Reason: null);

    private static SafeDecision Refuse(string sentence) => new(Allowed: false, WithholdNumber: true, Wording: null, sentence);

    private OutboxItem Queue()
    {
        var item = Item();
        outbox.Add(item);
        return item;
    }

    private OutboxItem Item(Channel channel = Channel.Sms) => new(
        MessageId.New(), ContactId.New(), new("main"), FakeLines.Northants.Id, channel, CallerAddress.Of("+447700900123"), "We hear you.", 0, DeliveryState.Queued, clock.GetUtcNow());

    private Task<int> RunAsync() => dispatch.RunAsync(CancellationToken.None);
}
