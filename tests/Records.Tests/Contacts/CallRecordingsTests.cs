using System.Text;
using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

public sealed class CallRecordingsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Sid = "RE00000000000000000000000000000001";
    private const string CallSid = "CA00000000000000000000000000000001";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private ICallRecordings Recordings => Node.Get<ICallRecordings>();

    [Fact]
    public void NothingMayBeRecorded_UntilALineIsNamed() => Recordings.MayRecord(Line.Id).ShouldBeFalse();

    [Fact]
    public async Task OneAtATime_HoweverManyAgreeAtOnce()
    {
        var contact = await ContactAsync();
        await using var other = await Node.AnotherAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? Recordings : other.Get<ICallRecordings>()).AgreeAsync(contact, Agent, default))));

        var open = (await Recordings.OfContactAsync(contact, default)).ShouldHaveSingleItem();
        (open.State, open.Wish, open.AgreedWith).ShouldBe((RecordingState.Asked, RecordingWish.Record, Agent));
        (await Recordings.TryAsync(open.Id, CallSid, default))!.Value.Ask.ShouldBeTrue();
        (await Recordings.TryAsync(open.Id, CallSid, default))!.Value.Ask.ShouldBeFalse("it may record already");
        Node.Clock.Advance(TimeSpan.FromSeconds(21));
        (await Recordings.TryAsync(open.Id, CallSid, default))!.Value.Ask.ShouldBeTrue("it was looked for, and the answer would have come");
    }

    [Fact]
    public async Task AStop_IsNotTakenBack_AndAnEndIsAnEnd()
    {
        var contact = await ContactAsync();
        var id = await RecordedAsync(contact);
        await Recordings.WishAsync(contact, RecordingWish.Stop, default);
        await Recordings.WishAsync(contact, RecordingWish.Record, default);
        (await Recordings.OpenAsync(contact, default))!.Wish.ShouldBe(RecordingWish.Stop);

        (await Recordings.AdvanceAsync(id, new(RecordingState.Stopped), default))!.Value.Changed.ShouldBeTrue();
        (await Recordings.AdvanceAsync(id, new(RecordingState.Recording, Sid), default))!.Value.Changed.ShouldBeFalse();
        (await Recordings.AdvanceAsync(id, new(RecordingState.Stopped, Sid, 93), default))!.Value.Recording.Seconds.ShouldBe(93);

        (await Recordings.OpenAsync(contact, default)).ShouldBeNull();
        (await Recordings.WishAsync(contact, RecordingWish.Record, default)).ShouldBeFalse();
        (await Recordings.AgreeAsync(contact, Agent, default)).ShouldBe(AgreeOutcome.Done, "they may agree once more");
    }

    [Fact]
    public async Task TheSound_LiesSealed_AndEveryListeningIsWrittenDown()
    {
        var contact = await ContactAsync();
        var id = await StoppedAsync(contact);
        var job = (await Recordings.ClaimAsync(10, Lease, default)).ShouldHaveSingleItem();
        (job.RecordingSid, job.Fetch, job.Contact, job.Pool).ShouldBe((Sid, true, contact, Pool));
        (await Recordings.ClaimAsync(10, Lease, default)).ShouldBeEmpty();
        var sound = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("what they said. ", 40_000)));

        await Recordings.StoreAsync(Sid, "audio/mpeg", sound, default);
        await Recordings.StoreAsync(Sid, "audio/mpeg", sound, default);

        var heard = (await Recordings.ListenAsync(contact, id, Reader, default))!;
        (heard.ContentType, heard.Bytes.SequenceEqual(sound)).ShouldBe(("audio/mpeg", true));
        (await Node.ColumnAsync("select what from access_audit")).ShouldBe(["recording"]);
        (await Node.ScalarAsync<long>("select count(*) from call_recording_chunk where position('what they said'::bytea in sound_sealed) > 0")).ShouldBe(0);
        (await Recordings.ListenAsync((await TakeAsync(Call("+447700900103"))).Contact, id, Reader, default)).ShouldBeNull("another person's");
        (await Recordings.ClaimAsync(10, Lease, default)).ShouldHaveSingleItem().Fetch.ShouldBeFalse("now the network's copy goes");
        await Recordings.DeletedAsync(Sid, default);
        Node.Clock.Advance(TimeSpan.FromHours(2));
        (await Recordings.ClaimAsync(10, Lease, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatTheyTakeBack_IsDeletedHereAtOnce_AndAtTheNetwork()
    {
        var contact = await ContactAsync();
        var id = await StoppedAsync(contact);
        await Recordings.ClaimAsync(10, Lease, default);
        await Recordings.StoreAsync(Sid, "audio/mpeg", new byte[600_000], default);

        await Recordings.WithdrawAsync(contact, Agent, default);

        (await Node.ScalarAsync<long>("select count(*) from call_recording_chunk")).ShouldBe(0);
        (await Recordings.ListenAsync(contact, id, Reader, default)).ShouldBeNull();
        (await Recordings.ClaimAsync(10, Lease, default)).ShouldHaveSingleItem().Fetch.ShouldBeFalse();
        await Recordings.StoreAsync(Sid, "audio/mpeg", new byte[10], default);
        (await Node.ScalarAsync<long>("select count(*) from call_recording_chunk")).ShouldBe(0, "a fetch that was under way comes too late");
    }

    [Fact]
    public async Task WhatTheyTakeBack_BeforeItBegan_NeverBegins()
    {
        var contact = await ContactAsync();
        await Recordings.AgreeAsync(contact, Agent, default);

        await Recordings.WithdrawAsync(contact, Agent, default);

        (await Recordings.OpenAsync(contact, default)).ShouldBeNull();
        (await Recordings.ClaimAsync(10, Lease, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatBeganTooLate_MayRunOn_UntilItsEndIsTold_AndIsOnlyDeleted()
    {
        var contact = await ContactAsync();
        await Recordings.AgreeAsync(contact, Agent, default);
        var id = (await Recordings.OpenAsync(contact, default))!.Id;
        await Recordings.TryAsync(id, CallSid, default);
        await Recordings.WishAsync(contact, RecordingWish.Stop, default);
        (await Recordings.AgreeAsync(contact, Agent, default)).ShouldBe(AgreeOutcome.NotYet, "it is still to stop");
        await Recordings.AdvanceAsync(id, new(RecordingState.Stopped), default);
        (await Recordings.AgreeAsync(contact, Agent, default)).ShouldBe(AgreeOutcome.NotYet, "it may run on");

        var began = (await Recordings.AdvanceAsync(id, new(RecordingState.Recording, Sid), default))!.Value;
        (began.Changed, began.Recording.State, began.Recording.MayRunOn).ShouldBe((true, RecordingState.Failed, true));
        (await Recordings.ClaimAsync(1, Lease, default)).ShouldBeEmpty("it is stopped first");
        (await Recordings.DueAsync(10, default)).ShouldHaveSingleItem().Pool.ShouldBe(Pool);

        (await Recordings.AdvanceAsync(id, new(RecordingState.Stopped, Sid, 5), default))!.Value.Recording.MayRunOn.ShouldBeFalse();
        var job = (await Recordings.ClaimAsync(1, Lease, default)).ShouldHaveSingleItem();
        (job.RecordingSid, job.Fetch, job.CallSid).ShouldBe((Sid, false, CallSid));
        (await Recordings.AgreeAsync(contact, Agent, default)).ShouldBe(AgreeOutcome.Done);
    }

    [Fact]
    public async Task ThatNothingWasRecorded_IsLearned_AlsoAfterTheStop()
    {
        var contact = await ContactAsync();
        var id = await RecordedAsync(contact);
        await Recordings.AdvanceAsync(id, new(RecordingState.Stopped), default);

        await Recordings.AdvanceAsync(id, new(RecordingState.Failed, Sid, Problem: "Nothing was recorded."), default);

        var known = (await Recordings.OfContactAsync(contact, default)).ShouldHaveSingleItem();
        (known.State, known.Problem).ShouldBe((RecordingState.Failed, "Nothing was recorded."));
        (await Recordings.ClaimAsync(1, Lease, default)).ShouldHaveSingleItem().Fetch.ShouldBeFalse();
    }

    [Fact]
    public async Task WhatCannotBeFetched_ComesBackEverLater_AndIsGivenUpInWords()
    {
        var contact = await ContactAsync();
        await StoppedAsync(contact);
        (await Recordings.ClaimAsync(1, TimeSpan.FromMinutes(11), default)).ShouldHaveSingleItem().Tries.ShouldBe(0);
        await Recordings.NotFetchedAsync(Sid, givenUp: null, default);
        Node.Clock.Advance(TimeSpan.FromSeconds(46));
        (await Recordings.ClaimAsync(1, TimeSpan.FromMinutes(11), default)).ShouldHaveSingleItem().Tries.ShouldBe(1);

        await Recordings.NotFetchedAsync(Sid, "Given up.", default);

        (await Recordings.OfContactAsync(contact, default))[0].Problem.ShouldBe("Given up.");
        (await Recordings.ClaimAsync(1, Lease, default)).ShouldHaveSingleItem().Fetch.ShouldBeFalse("it is deleted at the network");
    }

    [Fact]
    public async Task AnotherAgent_DoesNotTakeOverWhatTheLastOneLeft()
    {
        var contact = await ContactAsync();
        await RecordedAsync(contact);

        (await Recordings.AgreeAsync(contact, AgentId.New(), default)).ShouldBe(AgreeOutcome.NotYet);

        (await Recordings.OpenAsync(contact, default))!.Wish.ShouldBe(RecordingWish.Stop);
        (await Recordings.AgreeAsync(ContactId.New(), Agent, default)).ShouldBe(AgreeOutcome.Unknown);
    }

    [Fact]
    public async Task OnHold_APauseIsWanted_WhateverIsWished()
    {
        var contact = await ContactAsync();
        var id = await RecordedAsync(contact);
        (await Recordings.DueAsync(10, default)).ShouldBeEmpty("it is as wanted, and was told of just now");
        Node.Clock.Advance(TimeSpan.FromSeconds(31));

        await Node.Get<ICallFile>().NoteHoldAsync(contact, new HoldFact("CF1", 1, Held: true, Begins: false), default);

        var due = (await Recordings.DueAsync(10, default)).ShouldHaveSingleItem().Recording;
        (due.Id, due.Wish, due.Wanted, due.IsAsWanted).ShouldBe((id, RecordingWish.Record, RecordingWish.Pause, false));
        (await Recordings.DueAsync(10, default)).ShouldBeEmpty("somebody has it in hand");
    }

    private async Task<ContactId> ContactAsync() => (await TakeAsync(Call("+447700900101"))).Contact;

    private async Task<Guid> RecordedAsync(ContactId contact)
    {
        await Recordings.AgreeAsync(contact, Agent, default);
        var id = (await Recordings.OpenAsync(contact, default))!.Id;
        await Recordings.TryAsync(id, CallSid, default);
        await Recordings.AdvanceAsync(id, new(RecordingState.Recording, Sid), default);
        (await Recordings.FindAsync(Sid, CallSid, default))!.Id.ShouldBe(id);
        return id;
    }

    private async Task<Guid> StoppedAsync(ContactId contact)
    {
        var id = await RecordedAsync(contact);
        await Recordings.AdvanceAsync(id, new(RecordingState.Stopped, Sid, 93), default);
        return id;
    }
}
