using System.Text;
using Helpline.Contracts;

namespace Helpline.Records.Tests.SafeContact;

/// <summary>One asks, another decides, one attempt goes.</summary>
public sealed class SafeOverrideTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Why = "the hospital has rung for them";
    private static readonly AgentId Supervisor = AgentId.New();
    private static readonly Reader Second = new(Supervisor, "supervision");
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly SafeContactForm NeverAtAll = new(Never: true, [], Voicemail: false, WithholdNumber: true, [], Until: null, Wording: null, Note: null, SafeWord: null);

    private ISafeContact Safe => Node.Get<ISafeContact>();

    private ISafeOverrides Overrides => Node.Get<ISafeOverrides>();

    private IOutbox Outbox => Node.Get<IOutbox>();

    [Fact]
    public async Task AnApprovedText_GoesOnce_AndNoOther()
    {
        var (attempt, other) = (await RefusedTextAsync("+447700900123"), await RefusedTextAsync("+447700900123"));
        var asked = await AskAsync(attempt);
        asked.Result.ShouldBe(AskOverrideResult.Asked);

        var open = (await Overrides.OpenAsync(Pool, Second, default)).ShouldHaveSingleItem();
        (open.Reason, open.Text, open.AskedBy, open.Message).ShouldBe((Why, "please read", Agent, attempt.Message));
        open.Sentence.ShouldStartWith("They asked that nothing is ever sent");
        (await DecideAsync(asked.Id!.Value)).ShouldBe(new DecideOverrideReply(DecideOverrideResult.Done, attempt.Contact, MessageQueued: true));

        (await Outbox.ClaimAsync(10, Lease, default)).Select(i => i.Id).ShouldBe([attempt.Message!.Value]);
        (await GoesAsync(other)).ShouldBeFalse();
        (await GoesAsync(attempt with { Message = null })).ShouldBeFalse();
        (await GoesAsync(attempt)).ShouldBeTrue();
        (await GoesAsync(attempt)).ShouldBeTrue("the outbox may have to try the same message again");
        (await Overrides.OpenAsync(Pool, Second, default)).ShouldBeEmpty();
        (await StateAsync(attempt.Contact)).ShouldBe(SafeOverrideState.Used);
    }

    [Fact]
    public async Task AnApprovedCall_GoesOnce_AlsoWhenTenAskAtOnce()
    {
        var call = await UnsafeCallAsync();
        await DecideAsync((await AskAsync(call)).Id!.Value);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Safe.DecideAsync(call, default))));

        answers.Count(a => a.Allowed).ShouldBe(1);
        answers.ShouldAllBe(a => a.WithholdNumber);
        (await GoesAsync(call)).ShouldBeFalse();
        (await GoesAsync(call with { Kind = OutboundKind.Voicemail })).ShouldBeFalse();
    }

    [Fact]
    public async Task WhatTheySaySince_EndsAnApproval()
    {
        var call = await UnsafeCallAsync();
        await DecideAsync((await AskAsync(call)).Id!.Value);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var reader = new Reader(Agent, "in-hand");
        var read = (await Safe.ReadAsync(call.Contact, reader, default))!;
        (await Safe.SaveAsync(call.Contact, reader, read.Rules! with { Never = true }, read.Version, default)).Result.ShouldBe(SaveSafeContactResult.Saved);

        (await GoesAsync(call)).ShouldBeFalse();
    }

    [Fact]
    public async Task WhoeverAsked_CannotDecide()
    {
        var call = await UnsafeCallAsync();
        var id = (await AskAsync(call)).Id!.Value;

        (await Overrides.DecideAsync(id, Pool, Agent, approve: true, default)).Result.ShouldBe(DecideOverrideResult.SamePerson);

        (await GoesAsync(call)).ShouldBeFalse();
        (await StateAsync(call.Contact)).ShouldBe(SafeOverrideState.Open);
    }

    [Fact]
    public async Task ARefusedRequest_StaysRefused()
    {
        var call = await UnsafeCallAsync();
        var id = (await AskAsync(call)).Id!.Value;

        (await DecideAsync(id, approve: false)).Result.ShouldBe(DecideOverrideResult.Done);
        (await DecideAsync(id, approve: false)).Result.ShouldBe(DecideOverrideResult.Done, "pressed twice");
        (await DecideAsync(id)).Result.ShouldBe(DecideOverrideResult.AlreadyDecided);

        (await GoesAsync(call)).ShouldBeFalse();
    }

    [Fact]
    public async Task OfTwoSupervisorsAtOnce_OneDecides()
    {
        var id = (await AskAsync(await UnsafeCallAsync())).Id!.Value;

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Overrides.DecideAsync(id, Pool, AgentId.New(), n % 2 == 0, default))));

        replies.Count(r => r.Result == DecideOverrideResult.Done).ShouldBe(1);
        replies.Count(r => r.Result == DecideOverrideResult.AlreadyDecided).ShouldBe(7);
    }

    [Fact]
    public async Task ARequest_IsDecidedInTime_AndUsedInTime()
    {
        var call = await UnsafeCallAsync();
        var late = (await AskAsync(call)).Id!.Value;
        Node.Clock.Advance(TimeSpan.FromMinutes(15));
        (await DecideAsync(late)).Result.ShouldBe(DecideOverrideResult.Expired);
        (await Overrides.OpenAsync(Pool, Second, default)).ShouldBeEmpty();

        var again = (await AskAsync(call)).Id!.Value;
        again.ShouldNotBe(late);
        await DecideAsync(again);
        Node.Clock.Advance(TimeSpan.FromMinutes(15));

        (await GoesAsync(call)).ShouldBeFalse();
        (await StateAsync(call.Contact)).ShouldBe(SafeOverrideState.Expired);
    }

    [Fact]
    public async Task TheSameAskedTwice_IsOneRequest()
    {
        var call = await UnsafeCallAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AskAsync(call))));

        replies.Select(r => r.Id).Distinct().Count().ShouldBe(1);
        replies.Count(r => r.Result == AskOverrideResult.Asked).ShouldBe(1);
    }

    [Fact]
    public async Task WhatNeedsNoOverride_OrCannotHaveOne_IsSaidSo()
    {
        var conversation = (await TakeAsync(Text("+447700900456", "hello"))).Contact;
        var sent = new Reply(MessageId.New(), conversation, Agent, "we are here");
        await Outbox.QueueAsync(sent, default);
        var withheld = (await TakeAsync(Call(""))).Contact;
        var refused = await RefusedTextAsync("+447700900123");

        (await AskAsync(new OutboundAttempt(conversation, OutboundKind.Text) { Message = sent.Id })).Result.ShouldBe(AskOverrideResult.NoSuchMessage, "the rules have not refused it");
        (await AskAsync(new OutboundAttempt(conversation, OutboundKind.Text))).Result.ShouldBe(AskOverrideResult.NoSuchMessage, "a text is overridden one by one");
        (await AskAsync(refused with { Kind = OutboundKind.Call })).Result.ShouldBe(AskOverrideResult.NoSuchMessage, "a call is no message");
        (await AskAsync(refused with { Contact = conversation })).Result.ShouldBe(AskOverrideResult.NoSuchMessage, "another's message");
        (await AskAsync(new OutboundAttempt(withheld, OutboundKind.Call))).Result.ShouldBe(AskOverrideResult.NotPossible);
        (await AskAsync(new OutboundAttempt(ContactId.New(), OutboundKind.Call))).Result.ShouldBe(AskOverrideResult.UnknownContact);

        await Safe.SaveAsync(refused.Contact, Reader, NeverAtAll with { Never = false, Kinds = [OutboundKind.Text] }, 1, default);
        (await AskAsync(refused)).Result.ShouldBe(AskOverrideResult.NotNeeded);
        await Should.ThrowAsync<ArgumentException>(() => Overrides.AskAsync(refused, Reader, "  ", default));
    }

    [Fact]
    public async Task AnotherPool_NeitherSeesNorDecides()
    {
        var id = (await AskAsync(await UnsafeCallAsync())).Id!.Value;

        (await Overrides.OpenAsync(new("elsewhere"), Second, default)).ShouldBeEmpty();
        (await Overrides.DecideAsync(id, new("elsewhere"), Supervisor, approve: true, default)).Result.ShouldBe(DecideOverrideResult.Unknown);
    }

    [Fact]
    public async Task NoStepIsEverRewritten_TheReasonIsSealed_AndReadingItIsAudited()
    {
        await AskAsync(await UnsafeCallAsync());
        await Overrides.OpenAsync(Pool, Second, default);

        var rows = string.Join('\n', await Node.ColumnAsync("select s::text from safe_override s"));
        rows.ShouldNotContain("hospital");
        rows.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes("hospital")), customMessage: "in a binary column");
        (await Node.ColumnAsync("select agent_id::text || ' ' || what from access_audit where what = 'safe-override' order by at, id"))
            .ShouldBe([$"{Agent.Value} safe-override", $"{Supervisor.Value} safe-override"]);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => Node.ExecuteAsync("update safe_override set at = now()"));
    }

    /// <summary>A text that the rules refused, as the gateway leaves it.</summary>
    private async Task<OutboundAttempt> RefusedTextAsync(string from)
    {
        var contact = (await TakeAsync(Text(from, "hello"))).Contact;
        var version = (await Safe.ReadAsync(contact, Reader, default))!.Version;
        if (version == 0)
        {
            await Safe.SaveAsync(contact, Reader, NeverAtAll, 0, default);
        }

        var reply = new Reply(MessageId.New(), contact, Agent, "please read");
        await Outbox.QueueAsync(reply, default);
        await Outbox.ClaimAsync(10, Lease, default);
        await Outbox.RefuseAsync(reply.Id, "They asked that nothing is ever sent and nobody ever calls.", default);
        (await ReadAsync(contact)).Messages[^1].RefusedAsUnsafe.ShouldBeTrue();
        return new OutboundAttempt(contact, OutboundKind.Text) { Message = reply.Id };
    }

    private async Task<OutboundAttempt> UnsafeCallAsync()
    {
        var contact = (await TakeAsync(Call("+447700900123"))).Contact;
        await Safe.SaveAsync(contact, Reader, NeverAtAll, 0, default);
        return new OutboundAttempt(contact, OutboundKind.Call);
    }

    private Task<AskOverrideReply> AskAsync(OutboundAttempt attempt) => Overrides.AskAsync(attempt, Reader, Why, default);

    private Task<DecideOverrideReply> DecideAsync(SafeOverrideId id, bool approve = true) => Overrides.DecideAsync(id, Pool, Supervisor, approve, default);

    private async Task<bool> GoesAsync(OutboundAttempt attempt) => (await Safe.DecideAsync(attempt, default)).Allowed;

    private async Task<SafeOverrideState> StateAsync(ContactId contact) => (await Safe.ReadAsync(contact, Second, default))!.Overrides[0].State;
}
