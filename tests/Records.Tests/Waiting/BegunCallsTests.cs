using Helpline.Contracts;

namespace Helpline.Records.Tests.Waiting;

/// <summary>A call that an agent begins is nobody's wish but the agent's: the person's rules must allow it.</summary>
public sealed class BegunCallsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900101";
    private static readonly SafeContactForm CallsAreSafe = new(false, [OutboundKind.Call], false, false, [], null, null, null, null);
    private readonly CallBeginning beginning = new(Agent, Guid.CreateVersion7(), DespiteRules: false);

    private IBegunCalls Calls => Node.Get<IBegunCalls>();

    [Fact]
    public async Task RingThem_FromAText_IsACallOfItsOwn_ToTheSamePerson_Once()
    {
        var text = await TakeAsync(Text(Number, "Can you ring me?"));
        await SafeAsync(text.Contact, CallsAreSafe);

        var begun = await Calls.RingThemAsync(text.Contact, beginning, default);

        (await Calls.RingThemAsync(text.Contact, beginning, default)).ShouldBe(begun);
        var call = begun.Call!;
        (call.Task, call.Line, call.KnownTo, call.Demand.Channel).ShouldBe((ContactTask.CallBack, Line.Id, Agent, Channel.Phone));
        call.Demand.Skills.ShouldBe(text.Demand.Skills);
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(call.Contact, default))!.Value.Reveal.ShouldBe(Number);
        (await Calls.BegunByAsync(call.Contact, default)).ShouldBe(Agent);
        (await Calls.BegunByAsync(text.Contact, default)).ShouldBeNull();
        (await DecideAsync(call.Contact)).ShouldBeTrue();
        (await Calls.RingThemAsync(text.Contact, beginning with { Request = Guid.CreateVersion7() }, default)).Call!.Contact.ShouldNotBe(call.Contact, "a call later on is another one");
    }

    [Fact]
    public async Task NobodyAsked_OrTextsOnly_NothingIsMade_AndTheReasonIsSaid()
    {
        var text = await TakeAsync(Text(Number, "Hello"));

        var unasked = await Calls.RingThemAsync(text.Contact, beginning, default);
        await SafeAsync(text.Contact, CallsAreSafe with { Kinds = [OutboundKind.Text] });
        var textsOnly = await Calls.CallNumberAsync(Line, CallerAddress.Of(Number), beginning, default);

        (unasked.Result, textsOnly.Result).ShouldBe((BeginCallResult.Refused, BeginCallResult.Refused));
        unasked.Reason!.ShouldStartWith("Nobody has asked them yet");
        textsOnly.Reason.ShouldBe("Somebody at this address asked for texts only.");
        (await Node.ScalarAsync<long>("select count(*) from contact")).ShouldBe(1);
        (await Node.ScalarAsync<long>("select count(*) from contact_key")).ShouldBe(1);
    }

    [Fact]
    public async Task DespiteTheRules_ItIsMade_AndStillNotAllowedToRing()
    {
        var begun = await Calls.CallNumberAsync(Line, CallerAddress.Of(Number), beginning with { DespiteRules = true }, default);

        begun.Result.ShouldBe(BeginCallResult.Begun);
        (await DecideAsync(begun.Call!.Contact)).ShouldBeFalse();
        var asked = await Node.Get<ISafeOverrides>().AskAsync(new(begun.Call.Contact, OutboundKind.Call), Reader, "Their doctor asks us to.", default);
        await Node.Get<ISafeOverrides>().DecideAsync(asked.Id!.Value, Pool, AgentId.New(), approve: true, default);
        (await DecideAsync(begun.Call.Contact)).ShouldBeTrue();
        (await DecideAsync(begun.Call.Contact)).ShouldBeFalse("an exception is for one call");
    }

    [Fact]
    public async Task AWithheldNumber_HasNothingToRing()
    {
        var call = await TakeAsync(Call(""));

        (await Calls.RingThemAsync(call.Contact, beginning, default)).Result.ShouldBe(BeginCallResult.NoNumber);
        (await Calls.RingThemAsync(ContactId.New(), beginning, default)).Result.ShouldBe(BeginCallResult.UnknownContact);
    }

    [Fact]
    public async Task RungTwiceWithinTheHour_ByWhicheverCalls_IsEnough()
    {
        await SafeAsync((await TakeAsync(Text(Number, "Ring me"))).Contact, CallsAreSafe);
        for (var i = 0; i < CallBackLimits.MostTries; i++)
        {
            var call = (await Calls.CallNumberAsync(Line, CallerAddress.Of(Number), beginning with { Request = Guid.CreateVersion7() }, default)).Call!;
            var assignment = AssignmentId.New();
            await Node.Get<ICallBacks>().WantAsync(call.Contact, assignment, default);
            var attempt = await Node.Get<ICallBacks>().ClaimAsync(call.Contact, assignment, default);
            await Node.Get<ICallBacks>().SettleAsync(attempt!.Id, CallBackTryState.NoAnswer, $"CA{i}", "They did not answer.", default);
        }

        (await Calls.CallNumberAsync(Line, CallerAddress.Of(Number), beginning, default)).Result.ShouldBe(BeginCallResult.RungEnough);
        Node.Clock.Advance(TimeSpan.FromMinutes(61));
        (await Calls.CallNumberAsync(Line, CallerAddress.Of(Number), beginning, default)).Result.ShouldBe(BeginCallResult.Begun);
    }

    private async Task SafeAsync(ContactId contact, SafeContactForm form) =>
        (await Node.Get<ISafeContact>().SaveAsync(contact, Reader, form, version: 0, default)).Result.ShouldBe(SaveSafeContactResult.Saved);

    private async Task<bool> DecideAsync(ContactId contact) => (await Node.Get<ISafeContact>().DecideAsync(new(contact, OutboundKind.Call), default)).Allowed;
}
