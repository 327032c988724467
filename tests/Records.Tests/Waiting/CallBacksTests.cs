using Helpline.Contracts;

namespace Helpline.Records.Tests.Waiting;

public sealed class CallBacksTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private static readonly AssignmentId Mine = AssignmentId.New();

    private ICallBacks CallBacks => Node.Get<ICallBacks>();

    [Fact]
    public async Task Promise_MakesOneTask_InTheVeryPlace_WhichTheSweepCanBringBack()
    {
        var call = await TakeAsync(Call("+447700900101"));
        Node.Clock.Advance(TimeSpan.FromMinutes(7));

        var task = (await CallBacks.PromiseAsync(call.Contact, default))!;

        (await CallBacks.PromiseAsync(call.Contact, default)).ShouldBe(task);
        (task.Task, task.Line, task.WaitingSince, task.Priority).ShouldBe((ContactTask.CallBack, Line.Id, call.WaitingSince, call.Priority));
        (await CallBacks.PromisedAtAsync(task.Contact, default)).ShouldBe(Node.Clock.GetUtcNow());
        (await CallBacks.PromisedAtAsync(call.Contact, default)).ShouldBeNull();
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(task.Contact, default))!.Value.Reveal.ShouldBe("+447700900101");
        var open = new List<ContactFacts>();
        await foreach (var contact in Node.Get<IOpenContacts>().ReadAsync(Pool, default))
        {
            open.Add(contact.Contact);
        }

        open.Single(c => c.Id == task.Contact).ShouldBe(
            new ContactFacts(task.Contact, Line.Id, call.Demand, call.Priority, ContactState.Waiting, call.WaitingSince, Task: ContactTask.CallBack));
    }

    [Fact]
    public async Task Promise_ToAWithheldNumber_CannotBeMade()
    {
        var call = await TakeAsync(Call(""));

        (await CallBacks.PromiseAsync(call.Contact, default)).ShouldBeNull();

        (await Node.ScalarAsync<long>("select count(*) from contact")).ShouldBe(1);
    }

    [Fact]
    public async Task Withdraw_TakesBackWhatRoutingNeverTook_AndNothingElse()
    {
        var call = await TakeAsync(Call("+447700900101"));
        var task = (await CallBacks.PromiseAsync(call.Contact, default))!;

        await CallBacks.WithdrawAsync(call.Contact, default);
        await CallBacks.WithdrawAsync(task.Contact, default);

        (await Node.ColumnAsync("select state::text || coalesce(task::text, '') from contact order by id")).ShouldBe(["1", "31"]);
        (await CallBacks.PromiseAsync(call.Contact, default))!.Contact.ShouldNotBe(task.Contact);
    }

    [Fact]
    public async Task ATry_IsClaimedOnce_AndThereAreTwoAtMost()
    {
        var task = await PromiseAsync();

        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.Wanted);
        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.UnderWay);
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CallBacks.ClaimAsync(task, Mine, default))));
        var first = claims.OfType<CallBackTry>().ShouldHaveSingleItem();
        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.UnderWay);

        (await CallBacks.SettleAsync(first.Id, CallBackTryState.Busy, "CA1", "Engaged.", default)).ShouldBeTrue();
        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.Wanted);
        var second = (await CallBacks.ClaimAsync(task, Mine, default))!;
        await CallBacks.SettleAsync(second.Id, CallBackTryState.NoAnswer, "CA2", "Not answered.", default);
        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.NoMore);
        (await CallBacks.WantAsync(task, AssignmentId.New(), default)).ShouldBe(WantTryOutcome.NoMore, "their phone does not know whose hand it rings by");
        Node.Clock.Advance(CallBackLimits.Lately);
        (await CallBacks.WantAsync(task, AssignmentId.New(), default)).ShouldBe(WantTryOutcome.Wanted);
    }

    [Fact]
    public async Task ATry_ThatDidNotRing_CountsForItsAgentAlone()
    {
        var task = await PromiseAsync();
        for (var n = 0; n < CallBackLimits.MostTries; n++)
        {
            await CallBacks.WantAsync(task, Mine, default);
            await CallBacks.SettleAsync((await CallBacks.ClaimAsync(task, Mine, default))!.Id, CallBackTryState.Failed, null, "Not now.", default);
        }

        (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.NoMore);
        (await CallBacks.WantAsync(task, AssignmentId.New(), default)).ShouldBe(WantTryOutcome.Wanted);
    }

    [Fact]
    public async Task ATry_ThatTheRulesRefused_CountsForNobody_SinceAnExceptionMayFollow()
    {
        var task = await PromiseAsync();
        for (var n = 0; n <= CallBackLimits.MostTries; n++)
        {
            (await CallBacks.WantAsync(task, Mine, default)).ShouldBe(WantTryOutcome.Wanted);
            await CallBacks.SettleAsync((await CallBacks.ClaimAsync(task, Mine, default))!.Id, CallBackTryState.Refused, null, "Not now.", default);
        }
    }

    [Fact]
    public async Task ATry_ThatIsSettled_Stays_AndADoubtMayTurnOutEitherWay()
    {
        var task = await PromiseAsync();
        await CallBacks.WantAsync(task, Mine, default);
        var attempt = (await CallBacks.ClaimAsync(task, Mine, default))!;

        (await CallBacks.SettleAsync(attempt.Id, CallBackTryState.Unknown, null, "Not certain.", default)).ShouldBeTrue();
        (await CallBacks.SettleAsync(attempt.Id, CallBackTryState.Ringing, "CA1", null, default)).ShouldBeTrue();
        (await CallBacks.SettleAsync(attempt.Id, CallBackTryState.Answered, "CA1", null, default)).ShouldBeTrue();
        (await CallBacks.SettleAsync(attempt.Id, CallBackTryState.NoAnswer, "CA1", "Late news.", default)).ShouldBeFalse();

        (await CallBacks.OfCallAsync("CA1", default))!.State.ShouldBe(CallBackTryState.Answered);
        (await CallBacks.OfCallAsync("CA2", default)).ShouldBeNull();
    }

    [Fact]
    public async Task AContactThatIsNoCallBack_IsNotRung() =>
        (await CallBacks.WantAsync((await TakeAsync(Call("+447700900101"))).Contact, Mine, default)).ShouldBe(WantTryOutcome.Unknown);

    private async Task<ContactId> PromiseAsync() => (await CallBacks.PromiseAsync((await TakeAsync(Call("+447700900101"))).Contact, default))!.Contact;
}
