using System.Text;
using Helpline.Contracts;

namespace Helpline.Records.Tests.SafeContact;

/// <summary>Rules in PostgreSQL: whose they are, which version counts, and what is asked at the moment something goes.</summary>
public sealed class SafeContactTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";
    private const string Wording = "say you are the dentist";

    private static readonly SafeContactForm Everything = new(
        Never: false, [OutboundKind.Call, OutboundKind.Text, OutboundKind.Email, OutboundKind.VideoLink], Voicemail: true, WithholdNumber: false, [], Until: null, Wording, "by the door", "apple");

    private static readonly SafeContactForm CallsOnly = Everything with { Kinds = [OutboundKind.Call] };

    private ISafeContact Safe => Node.Get<ISafeContact>();

    [Fact]
    public async Task WhatWasWrittenDown_IsReadBack_WithWhoAndWhen()
    {
        var contact = await TextingAsync();
        var form = CallsOnly with { Times = [new([DayOfWeek.Monday, DayOfWeek.Friday], 1320, 90)], Until = new DateOnly(2030, 1, 31), WithholdNumber = true };

        (await SaveAsync(contact, form)).Result.ShouldBe(SaveSafeContactResult.Saved);

        var view = await ViewAsync(contact);
        view.Version.ShouldBe(1);
        view.By.ShouldBe(Agent);
        view.At.ShouldBe(Node.Clock.GetUtcNow());
        view.Rules.ShouldNotBeNull();
        (view.Rules.Times[0].Days, view.Rules.Times[0].From, view.Rules.Times[0].To).ShouldSatisfyAllConditions(
            t => t.Days.ShouldBe([DayOfWeek.Monday, DayOfWeek.Friday]), t => t.From.ShouldBe(1320), t => t.To.ShouldBe(90));
        (view.Rules with { Times = [], Kinds = [] }).ShouldBe(form with { Times = [], Kinds = [] });
        view.Rules.Kinds.ShouldBe([OutboundKind.Call]);
        view.Summary!.ShouldStartWith("calls only, 22 to 1:30 on Monday and Friday");
    }

    [Fact]
    public async Task AChange_IsANewVersion_TheOlderIsKept_AndAStaleWindowSavesNothing()
    {
        var contact = await TextingAsync();
        await SaveAsync(contact, CallsOnly);
        await SaveAsync(contact, Everything, version: 1);

        var stale = await SaveAsync(contact, CallsOnly, version: 1);

        (stale.Result, stale.Version).ShouldBe((SaveSafeContactResult.Stale, 2));
        (await ViewAsync(contact)).Rules!.Kinds.Count.ShouldBe(4);
        (await Node.ScalarAsync<long>("select count(*) from safe_contact")).ShouldBe(2);
    }

    [Fact]
    public async Task TwoWindowsThatSaveAtOnce_AreOneVersionAndOneRefusal()
    {
        var contact = await TextingAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SaveAsync(contact, CallsOnly))));

        replies.Count(r => r.Result == SaveSafeContactResult.Saved).ShouldBe(1);
        replies.Count(r => r.Result == SaveSafeContactResult.Stale).ShouldBe(5);
    }

    [Fact]
    public async Task TheRulesOfANumber_BindEveryContactFromIt_OnEveryChannel_WithoutTheirWords()
    {
        await SaveAsync(await TextingAsync(), CallsOnly);
        var call = (await TakeAsync(Call(Number))).Contact;
        var other = (await TakeAsync(Call("+447700900456"))).Contact;

        (await DecideAsync(call, OutboundKind.Call)).ShouldBe(new SafeDecision(Allowed: true, WithholdNumber: false, Wording: null, Reason: null));
        (await DecideAsync(call, OutboundKind.Text)).Reason!.ShouldStartWith("Somebody at this address asked for calls only");
        var view = await ViewAsync(call);
        (view.Version, view.Rules, view.OtherRules).ShouldBe((0, null, 1));
        (await DecideAsync(other, OutboundKind.Call)).Reason!.ShouldStartWith("Nobody has asked them yet");
    }

    [Fact]
    public async Task OfTwoWhoShareAPhone_OnlyWhatBothAllowGoes()
    {
        var first = await TextingAsync();
        var second = (await TakeAsync(Call(Number))).Contact;
        await SaveAsync(first, CallsOnly with { WithholdNumber = true });
        await SaveAsync(second, Everything with { Wording = "ask for Sam" });

        (await DecideAsync(second, OutboundKind.Call)).ShouldBe(new SafeDecision(Allowed: true, WithholdNumber: true, "ask for Sam", Reason: null));
        (await DecideAsync(second, OutboundKind.Email)).Allowed.ShouldBeFalse();

        await SaveAsync(first, CallsOnly with { Never = true }, version: 1);
        (await DecideAsync(second, OutboundKind.Call)).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task BeforeAnybodyAsked_AReplyInTheirConversationGoes_AlsoAfterItClosed_AndNothingElse()
    {
        var conversation = await TakeAsync(Text(Number, "hello"));
        var reply = new Reply(MessageId.New(), conversation.Contact, Agent, "we are here");
        await Node.Get<IOutbox>().QueueAsync(reply, default);

        (await DecideAsync(conversation.Contact, OutboundKind.Text)).Allowed.ShouldBeTrue();
        (await DecideAsync(conversation.Contact, OutboundKind.Call)).Allowed.ShouldBeFalse();
        (await DecideAsync((await TakeAsync(Call("+447700900789"))).Contact, OutboundKind.Text)).Allowed.ShouldBeFalse();

        await AppendAsync(Event(RoutingEventKind.Ended, conversation, ContactState.Closed, CloseReason.Answered));
        (await DecideAsync(conversation.Contact, OutboundKind.Text)).Allowed.ShouldBeFalse();
        (await Safe.DecideAsync(new OutboundAttempt(conversation.Contact, OutboundKind.Text) { Message = reply.Id }, default)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task BeforeAnybodyAsked_ACallBackTheyAskedForGoes_WithheldAndWithoutVoicemail()
    {
        var call = (await TakeAsync(Call(Number))).Contact;
        (await DecideAsync(call, OutboundKind.Call)).Allowed.ShouldBeFalse();

        await Node.ExecuteAsync("update contact set task = 1");

        (await DecideAsync(call, OutboundKind.Call)).ShouldBe(new SafeDecision(Allowed: true, WithholdNumber: true, Wording: null, Reason: null));
        (await DecideAsync(call, OutboundKind.Voicemail)).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task AWithheldNumber_KeepsItsRulesToItsContact_AndIsNeverReached()
    {
        var withheld = (await TakeAsync(Call(""))).Contact;
        var another = (await TakeAsync(Call(""))).Contact;

        await SaveAsync(withheld, Everything);

        (await DecideAsync(withheld, OutboundKind.Call)).Reason!.ShouldStartWith("Their number is withheld");
        (await ViewAsync(withheld)).Rules!.Wording.ShouldBe(Wording);
        (await ViewAsync(another)).OtherRules.ShouldBe(0);
    }

    [Fact]
    public async Task RulesWrittenUnderAnOlderIndexKey_StillBind()
    {
        var first = await TextingAsync();
        await SaveAsync(first, Everything with { Never = true });
        await File.WriteAllTextAsync(Path.Combine(Node.Keys, "index-2.key"), Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
        await using var rotated = await Node.AnotherAsync();

        var call = (await rotated.Get<IIntake>().RecordAsync(Call(Number), default)).Contact;

        (await rotated.Get<ISafeContact>().DecideAsync(new OutboundAttempt(call, OutboundKind.Call), default)).Allowed.ShouldBeFalse();
        (await Node.ScalarAsync<int>("select max(address_hash_version) from contact")).ShouldBe(2);
    }

    [Fact]
    public async Task TheirWords_AreNowhereInTheDatabase_AndEveryReadIsAudited()
    {
        var contact = await TextingAsync();
        await SaveAsync(contact, Everything);
        await ViewAsync(contact);

        var rows = string.Join('\n', await Node.ColumnAsync("select s::text from safe_contact s"));
        foreach (var words in new[] { "dentist", "apple", "door", "900123" })
        {
            rows.ShouldNotContain(words);
            rows.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(words)), customMessage: $"{words}, in a binary column");
        }

        (await Node.ColumnAsync("select purpose || ' ' || what from access_audit order by at")).ShouldBe(["in-hand safe-contact", "in-hand safe-contact"]);
    }

    [Fact]
    public async Task WhatCannotBeKept_IsRefusedWhole()
    {
        var contact = await TextingAsync();
        SafeContactForm[] bad =
        [
            Everything with { Kinds = [OutboundKind.Voicemail] },
            Everything with { Times = [new([], 0, 60)] },
            Everything with { Times = [new([DayOfWeek.Monday], 60, 60)] },
            Everything with { Times = [new([DayOfWeek.Monday], -1, 60)] },
            Everything with { Times = [new([DayOfWeek.Monday], 0, 1441)] },
            Everything with { Wording = new string('x', 301) },
            Everything with { Note = new string('x', 1001) },
            Everything with { SafeWord = new string('x', 101) },
        ];

        foreach (var form in bad)
        {
            var reply = await SaveAsync(contact, form);
            reply.Result.ShouldBe(SaveSafeContactResult.Invalid);
            reply.Problems.ShouldHaveSingleItem().ShouldEndWith(".");
        }

        (await ViewAsync(contact)).Version.ShouldBe(0);
        (await SaveAsync(ContactId.New(), Everything)).Result.ShouldBe(SaveSafeContactResult.UnknownContact);
    }

    [Fact]
    public async Task AContactThatIsGone_IsReachedByNothing() =>
        (await DecideAsync(ContactId.New(), OutboundKind.Call)).Reason!.ShouldStartWith("There is no such contact");

    private async Task<ContactId> TextingAsync() => (await TakeAsync(Text(Number, "hello"))).Contact;

    private Task<SaveSafeContactReply> SaveAsync(ContactId contact, SafeContactForm form, int version = 0) => Safe.SaveAsync(contact, Reader, form, version, default);

    private async Task<SafeContactView> ViewAsync(ContactId contact) => (await Safe.ReadAsync(contact, Reader, default))!;

    private Task<SafeDecision> DecideAsync(ContactId contact, OutboundKind kind) => Safe.DecideAsync(new OutboundAttempt(contact, kind), default);
}
