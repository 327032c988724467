using Helpline.Contracts;

namespace Helpline.Records.Tests.Messages;

public sealed class OutboxTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";
    private const string Sid = "SM00000000000000000000000000000001";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private IOutbox Outbox => Node.Get<IOutbox>();

    [Fact]
    public async Task Queue_AReply_IsInTheThreadAndReadyToSend()
    {
        var reply = await QueueAsync(await ConversationAsync(), "we are here");

        var message = (await ReadAsync(reply.Contact)).Messages[^1];
        message.ShouldBe(new MessageView(reply.Id, false, Agent, "we are here", Node.Clock.GetUtcNow(), DeliveryState.Queued, null, RefusedAsUnsafe: false));
        (await ClaimAsync()).ShouldHaveSingleItem().ShouldBe(
            new OutboxItem(reply.Id, reply.Contact, Pool, Line.Id, Channel.Sms, CallerAddress.Of(Number), "we are here", 1, DeliveryState.Sending, Node.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Queue_TheSameReplyAgain_ChangesNothing_EvenWhenTheContactHasClosed()
    {
        var contact = await TakeAsync(Text(Number, "hello"));
        var reply = await QueueAsync(contact.Contact, "once");
        (await Outbox.QueueAsync(reply with { Text = "other words" }, default)).ShouldBe(QueueReplyOutcome.AlreadyQueued);
        await AppendAsync(Event(RoutingEventKind.Ended, contact, ContactState.Closed, CloseReason.Answered));

        (await Outbox.QueueAsync(reply, default)).ShouldBe(QueueReplyOutcome.AlreadyQueued);
        (await ReadAsync(contact.Contact)).Messages.Select(m => m.Text).ShouldBe(["hello", "once"]);
    }

    [Fact]
    public async Task Queue_TheSameReplyEightTimesAtOnce_IsQueuedOnce()
    {
        var reply = new Reply(MessageId.New(), await ConversationAsync(), Agent, "once");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Outbox.QueueAsync(reply, default))));

        outcomes.Count(o => o == QueueReplyOutcome.Queued).ShouldBe(1);
        outcomes.Count(o => o == QueueReplyOutcome.AlreadyQueued).ShouldBe(7);
        (await ClaimAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Queue_WhereThereIsNoThread_SaysWhy()
    {
        var closed = await TakeAsync(Text(Number, "hello"));
        await AppendAsync(Event(RoutingEventKind.Closed, closed, ContactState.Closed, CloseReason.Expired));
        var withheld = await TakeAsync(Text("", "hello"));
        var call = await TakeAsync(Call(Number));

        (await TryAsync(closed.Contact)).ShouldBe(QueueReplyOutcome.CannotReply);
        (await TryAsync(withheld.Contact)).ShouldBe(QueueReplyOutcome.CannotReply);
        (await TryAsync(call.Contact)).ShouldBe(QueueReplyOutcome.CannotReply);
        (await TryAsync(ContactId.New())).ShouldBe(QueueReplyOutcome.UnknownContact);
        (await ClaimAsync()).ShouldBeEmpty();

        Task<QueueReplyOutcome> TryAsync(ContactId contact) => Outbox.QueueAsync(new Reply(MessageId.New(), contact, Agent, "hello"), default);
    }

    [Fact]
    public async Task Queue_AnIdThatNamesAnotherConversationsMessage_IsRefused()
    {
        var first = await QueueAsync(await ConversationAsync(), "one");
        var other = (await TakeAsync(Text("+447700900124", "hello"))).Contact;

        (await Outbox.QueueAsync(first with { Contact = other }, default)).ShouldBe(QueueReplyOutcome.CannotReply);
        (await ReadAsync(other)).Messages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1601)]
    public async Task Queue_TooShortOrTooLong_IsRefused(int length)
    {
        var contact = await ConversationAsync();
        await Should.ThrowAsync<ArgumentException>(() => Outbox.QueueAsync(new Reply(MessageId.New(), contact, Agent, new string('a', length)), default));
    }

    [Fact]
    public async Task Claim_ByEightSendersAtOnce_GivesEachMessageToOne()
    {
        var replies = new List<MessageId>();
        for (var i = 0; i < 40; i++)
        {
            replies.Add((await QueueAsync((await TakeAsync(Text($"+4477009002{i:00}", "hello"))).Contact, $"reply {i}")).Id);
        }

        await using var other = await Node.AnotherAsync();
        var outboxes = new[] { Outbox, other.Get<IOutbox>() };
        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var mine = new List<OutboxItem>();
            while (await outboxes[i % 2].ClaimAsync(3, Lease, default) is { Count: > 0 } items)
            {
                mine.AddRange(items);
            }

            return mine;
        })));

        claimed.SelectMany(c => c).Select(i => i.Id).ShouldBe(replies, ignoreOrder: true);
    }

    [Fact]
    public async Task Claim_OneConversation_LeavesInOrder()
    {
        var contact = await ConversationAsync();
        var first = await QueueAsync(contact, "one");
        var second = await QueueAsync(contact, "two");

        (await ClaimAsync()).ShouldHaveSingleItem().Id.ShouldBe(first.Id);
        (await ClaimAsync()).ShouldBeEmpty();

        await Outbox.RetryAsync(first.Id, Node.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), default);
        (await ClaimAsync()).ShouldBeEmpty();

        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await ClaimAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Id.ShouldBe(first.Id), i => i.Attempts.ShouldBe(2));
        await Outbox.AcceptedAsync(first.Id, Sid, DeliveryState.Accepted, default);

        (await ClaimAsync()).ShouldHaveSingleItem().Id.ShouldBe(second.Id);
    }

    [Fact]
    public async Task Claim_ARowWhoseSenderVanished_ComesBackToBeMatched_NotSent()
    {
        var reply = await QueueAsync(await ConversationAsync(), "one");
        var sentAt = Node.Clock.GetUtcNow();
        await ClaimAsync();
        Node.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        (await ClaimAsync()).ShouldBeEmpty();
        Node.Clock.Advance(TimeSpan.FromSeconds(1));

        var item = (await ClaimAsync()).ShouldHaveSingleItem();

        (item.Id, item.State, item.Attempts, item.FirstTriedAt).ShouldBe((reply.Id, DeliveryState.Unknown, 1, sentAt));
        (await ClaimAsync()).ShouldBeEmpty();
        Node.Clock.Advance(Lease);
        (await ClaimAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Unknown);
    }

    [Fact]
    public async Task Settle_WhatCouldNotBeMatched_TellsTheAgentAndIsNeverClaimedAgain()
    {
        var reply = await QueueAsync(await ConversationAsync(), "one");
        await ClaimAsync();
        await Outbox.SettleAsync(reply.Id, DeliveryState.Unknown, "It may not have arrived. Ask the person, or send it again.", default);
        Node.Clock.Advance(TimeSpan.FromHours(1));

        (await ClaimAsync()).ShouldBeEmpty();
        var message = (await ReadAsync(reply.Contact)).Messages[^1];
        message.Delivery.ShouldBe(DeliveryState.Unknown);
        message.Problem.ShouldBe("It may not have arrived. Ask the person, or send it again.");
    }

    [Fact]
    public async Task Retry_AfterTheProviderTookIt_DoesNotSendItTwice()
    {
        var reply = await QueueAsync(await ConversationAsync(), "one");
        await ClaimAsync();
        await Outbox.AcceptedAsync(reply.Id, Sid, DeliveryState.Accepted, default);

        await Outbox.RetryAsync(reply.Id, Node.Clock.GetUtcNow(), default);
        await Outbox.SettleAsync(reply.Id, DeliveryState.Failed, "too late", default);

        (await ClaimAsync()).ShouldBeEmpty();
        (await ReadAsync(reply.Contact)).Messages[^1].Delivery.ShouldBe(DeliveryState.Accepted);
    }

    [Fact]
    public async Task ApplyStatus_OnlyHigherRankedNewsChangeAnything()
    {
        var reply = await SentAsync();

        var change = await Outbox.ApplyStatusAsync(Sid, DeliveryState.Delivered, null, default);
        change.ShouldBe(new OutboxChange(reply.Id, reply.Contact, Pool, DeliveryState.Delivered));
        (await Outbox.ApplyStatusAsync(Sid, DeliveryState.Sent, null, default)).ShouldBeNull();
        (await Outbox.ApplyStatusAsync(Sid, DeliveryState.Delivered, null, default)).ShouldBeNull();
        (await Outbox.ApplyStatusAsync(Sid, DeliveryState.Undelivered, "late and wrong", default)).ShouldBeNull();

        var message = (await ReadAsync(reply.Contact)).Messages[^1];
        (message.Delivery, message.Problem).ShouldBe((DeliveryState.Delivered, null));
    }

    [Fact]
    public async Task ApplyStatus_AProblem_IsToldAndForgottenOnceItArrives()
    {
        var reply = await SentAsync();
        await Outbox.ApplyStatusAsync(Sid, DeliveryState.Undelivered, "The phone is off.", default);
        (await ReadAsync(reply.Contact)).Messages[^1].Problem.ShouldBe("The phone is off.");

        await Outbox.ApplyStatusAsync(Sid, DeliveryState.Delivered, null, default);

        (await ReadAsync(reply.Contact)).Messages[^1].Problem.ShouldBeNull();
    }

    [Fact]
    public async Task ApplyStatus_BeforeOurRequestIsAnswered_IsKeptAndMerged()
    {
        var reply = await QueueAsync(await ConversationAsync(), "one");
        await ClaimAsync();
        (await Outbox.ApplyStatusAsync(Sid, DeliveryState.Undelivered, "The phone is off.", default)).ShouldBeNull();
        (await Outbox.ApplyStatusAsync(Sid, DeliveryState.Sent, null, default)).ShouldBeNull();

        await Outbox.AcceptedAsync(reply.Id, Sid, DeliveryState.Accepted, default);

        var message = (await ReadAsync(reply.Contact)).Messages[^1];
        (message.Delivery, message.Problem).ShouldBe((DeliveryState.Undelivered, "The phone is off."));
        (await Node.ScalarAsync<long>("select count(*) from early_status")).ShouldBe(0);
    }

    [Fact]
    public async Task ApplyStatus_WhileOurRequestIsAnswered_IsNeverLost()
    {
        for (var i = 0; i < 20; i++)
        {
            var contact = (await TakeAsync(Text($"+4477009003{i:00}", "hello"))).Contact;
            var reply = await QueueAsync(contact, "one");
            await ClaimAsync();
            var sid = $"SM{i:00000000000000000000000000000000}";

            await Task.WhenAll(
                Task.Run(() => Outbox.AcceptedAsync(reply.Id, sid, DeliveryState.Accepted, default)),
                Task.Run(() => Outbox.ApplyStatusAsync(sid, DeliveryState.Delivered, null, default)));

            (await ReadAsync(contact)).Messages[^1].Delivery.ShouldBe(DeliveryState.Delivered);
        }
    }

    [Fact]
    public async Task ApplyStatus_OfMessagesThatWereNeverOurs_IsForgottenInTime()
    {
        await Outbox.ApplyStatusAsync("SM-not-ours", DeliveryState.Sent, null, default);
        Node.Clock.Advance(TimeSpan.FromDays(8));
        await Outbox.ApplyStatusAsync("SM-nor-this", DeliveryState.Sent, null, default);

        (await Node.ColumnAsync("select provider_id from early_status")).ShouldBe(["SM-nor-this"]);
    }

    [Fact]
    public async Task Unsettled_NamesWhatTheProviderLeftOpen_OncePerWait_AndNotForEver()
    {
        await SentAsync();
        var wait = TimeSpan.FromMinutes(10);
        (await Outbox.UnsettledAsync(wait, 10, default)).ShouldBeEmpty();
        Node.Clock.Advance(wait + TimeSpan.FromSeconds(1));

        (await Outbox.UnsettledAsync(wait, 10, default)).ShouldBe([Sid]);
        (await Outbox.UnsettledAsync(wait, 10, default)).ShouldBeEmpty();
        Node.Clock.Advance(wait + TimeSpan.FromSeconds(1));
        (await Outbox.UnsettledAsync(wait, 10, default)).ShouldBe([Sid]);
        Node.Clock.Advance(TimeSpan.FromDays(3));
        (await Outbox.UnsettledAsync(wait, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Accepted_AMessageNobodyQueued_ChangesNothing() =>
        (await Outbox.AcceptedAsync(MessageId.New(), Sid, DeliveryState.Accepted, default)).ShouldBeFalse();

    [Fact]
    public async Task Accepted_UnderTheIdOfAnotherMessage_ChangesNothing()
    {
        var first = await SentAsync();
        var second = await QueueAsync(first.Contact, first.Text);
        await ClaimAsync();

        (await Outbox.AcceptedAsync(second.Id, Sid, DeliveryState.Delivered, default)).ShouldBeFalse();

        (await ReadAsync(first.Contact)).Messages.Skip(1).Select(m => m.Delivery).ShouldBe([DeliveryState.Accepted, DeliveryState.Sending]);
    }

    private async Task<ContactId> ConversationAsync() => (await TakeAsync(Text(Number, "hello"))).Contact;

    private async Task<Reply> QueueAsync(ContactId contact, string text)
    {
        var reply = new Reply(MessageId.New(), contact, Agent, text);
        (await Outbox.QueueAsync(reply, default)).ShouldBe(QueueReplyOutcome.Queued);
        return reply;
    }

    private async Task<Reply> SentAsync()
    {
        var reply = await QueueAsync(await ConversationAsync(), "one");
        await ClaimAsync();
        await Outbox.AcceptedAsync(reply.Id, Sid, DeliveryState.Accepted, default);
        return reply;
    }

    private Task<IReadOnlyList<OutboxItem>> ClaimAsync() => Outbox.ClaimAsync(10, Lease, default);
}
