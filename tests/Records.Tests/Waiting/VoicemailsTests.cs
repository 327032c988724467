using System.Text;
using Helpline.Contracts;

namespace Helpline.Records.Tests.Waiting;

public sealed class VoicemailsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Sid = "RE00000000000000000000000000000001";
    private const string CallSid = "CA00000000000000000000000000000001";

    private IVoicemails Voicemails => Node.Get<IVoicemails>();

    [Fact]
    public async Task Keep_MakesATaskOfTheSameLineAndPerson_Once()
    {
        var call = await NoteAsync(12);

        var task = (await Voicemails.KeepAsync(CallSid, default))!;
        var again = (await Voicemails.KeepAsync(CallSid, default))!;

        again.ShouldBe(task);
        (task.Line, task.Task, task.Demand).ShouldBe((Line.Id, ContactTask.Message, call.Demand));
        task.Contact.ShouldNotBe(call.Contact);
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(task.Contact, default))!.Value.Reveal.ShouldBe("+447700900101");
        (await Voicemails.FactsAsync(task.Contact, default)).ShouldBe(new VoicemailFacts(Node.Clock.GetUtcNow(), 12, IsHere: false));
        var open = await OpenAsync();
        open.Single(o => o.Contact.Id == task.Contact).Contact.Task.ShouldBe(ContactTask.Message);
    }

    [Fact]
    public async Task Keep_ByTwoAtOnce_MakesOneTask()
    {
        await NoteAsync(12);
        await using var other = await Node.AnotherAsync();

        var kept = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? Voicemails : other.Get<IVoicemails>()).KeepAsync(CallSid, default))));

        kept.Select(k => k!.Contact).Distinct().ShouldHaveSingleItem();
        (await Node.ScalarAsync<long>("select count(*) from contact where task = 2")).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Keep_AClickAndABreath_IsDiscarded(int seconds, bool discarded)
    {
        await NoteAsync(seconds);

        (await Voicemails.KeepAsync(CallSid, default) is null).ShouldBe(discarded);

        (await Voicemails.ClaimAsync(10, TimeSpan.FromMinutes(1), default)).ShouldHaveSingleItem().Fetch.ShouldBe(!discarded);
    }

    [Fact]
    public async Task Discard_TheFirst_KeepsTheSecond()
    {
        var call = await NoteAsync(12);
        await Voicemails.DiscardAsync(CallSid, default);
        Node.Clock.Advance(TimeSpan.FromSeconds(30));
        await Voicemails.NoteAsync(new RecordedMessage(Sid[..^1] + "2", CallSid, call.Contact, 20), default);

        var task = (await Voicemails.KeepAsync(CallSid, default))!;

        (await Voicemails.FactsAsync(task.Contact, default))!.Seconds.ShouldBe(20);
        (await Voicemails.ClaimAsync(10, TimeSpan.FromMinutes(1), default)).OrderBy(j => j.RecordingSid, StringComparer.Ordinal).Select(j => j.Fetch).ShouldBe([false, true]);
    }

    /// <summary>Told of after the message was kept, it must not be asked for again and again, nor lie at the network for ever.</summary>
    [Fact]
    public async Task ARecording_ToldOfLate_IsDiscarded()
    {
        var call = await NoteAsync(12);
        var task = (await Voicemails.KeepAsync(CallSid, default))!;
        await Voicemails.NoteAsync(new RecordedMessage(Sid[..^1] + "2", CallSid, call.Contact, 20), default);
        Node.Clock.Advance(TimeSpan.FromHours(1));
        (await Voicemails.ForgottenAsync(TimeSpan.FromMinutes(15), default)).ShouldBe([CallSid]);

        (await Voicemails.KeepAsync(CallSid, default)).ShouldBe(task);

        (await Voicemails.ForgottenAsync(TimeSpan.FromMinutes(15), default)).ShouldBeEmpty();
        (await Voicemails.ClaimAsync(10, TimeSpan.FromMinutes(1), default)).OrderBy(j => j.RecordingSid, StringComparer.Ordinal).Select(j => j.Fetch).ShouldBe([true, false]);
    }

    [Fact]
    public async Task AMessage_WhoseTaskIsClosed_SaysSo()
    {
        await NoteAsync(12);
        var task = (await Voicemails.KeepAsync(CallSid, default))!;
        task.IsOver.ShouldBeFalse();
        await Node.ExecuteAsync($"update contact set state = {(int)ContactState.Closed} where id = '{task.Contact.Value}'");

        (await Voicemails.KeepAsync(CallSid, default))!.IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task AJob_GoesToOneAsker_AndComesBackUntilItIsDone()
    {
        await NoteAsync(12);
        await Voicemails.KeepAsync(CallSid, default);

        (await Voicemails.ClaimAsync(10, TimeSpan.FromSeconds(45), default)).ShouldHaveSingleItem().Fetch.ShouldBeTrue();
        (await Voicemails.ClaimAsync(10, TimeSpan.FromSeconds(45), default)).ShouldBeEmpty();
        Node.Clock.Advance(TimeSpan.FromSeconds(46));
        (await Voicemails.ClaimAsync(10, TimeSpan.FromSeconds(45), default)).ShouldHaveSingleItem();

        await Voicemails.StoreAsync(Sid, "audio/x-wav", Encoding.ASCII.GetBytes("sound"), default);
        (await Voicemails.ClaimAsync(10, TimeSpan.FromSeconds(45), default)).ShouldHaveSingleItem().Fetch.ShouldBeFalse();
        await Voicemails.DeletedAsync(Sid, default);
        Node.Clock.Advance(TimeSpan.FromHours(2));
        (await Voicemails.ClaimAsync(10, TimeSpan.FromSeconds(45), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheSound_IsSealedInPieces_AndHeardWhole_AndWhoHeardItIsKept()
    {
        await NoteAsync(12);
        var task = (await Voicemails.KeepAsync(CallSid, default))!.Contact;
        var sound = new byte[600 * 1024];
        new Random(1).NextBytes(sound);
        Encoding.ASCII.GetBytes("something to look for").CopyTo(sound, 1000);
        (await Voicemails.ListenAsync(task, Reader, default)).ShouldBeNull();

        await Voicemails.StoreAsync(Sid, "audio/x-wav", sound, default);
        await Voicemails.StoreAsync(Sid, "audio/x-wav", new byte[5], default);

        var heard = (await Voicemails.ListenAsync(task, Reader, default))!;
        heard.ContentType.ShouldBe("audio/x-wav");
        heard.Bytes.ShouldBe(sound);
        (await Node.ScalarAsync<long>("select count(*) from voicemail_chunk")).ShouldBe(3);
        (await Node.ScalarAsync<int>("select max(octet_length(sound_sealed)) from voicemail_chunk")).ShouldBeLessThanOrEqualTo((256 * 1024) + 64);
        (await Node.ScalarAsync<long>("select count(*) from voicemail_chunk where position('something to look for'::bytea in sound_sealed) > 0")).ShouldBe(0);
        (await Node.ColumnAsync("select what from access_audit")).ShouldBe(["voicemail"]);
        await Node.ExecuteAsync($"delete from contact_key where contact_id = '{task.Value}'");
        (await Voicemails.ListenAsync(task, Reader, default)).ShouldBeNull("erased is erased");
    }

    [Fact]
    public async Task ATranscript_IsSealed_AndAnOlderOneIsRefused()
    {
        await NoteAsync(12);
        var task = (await Voicemails.KeepAsync(CallSid, default))!.Contact;

        (await Voicemails.SaveTranscriptAsync(task, Agent, "Shouted at on the bus.", 0, default)).ShouldBe(new SaveTranscriptReply(SaveTranscriptResult.Saved, 1));
        (await Voicemails.SaveTranscriptAsync(task, Agent, "Shouted at on the bus.", 0, default)).ShouldBe(new SaveTranscriptReply(SaveTranscriptResult.Saved, 1));
        (await Voicemails.SaveTranscriptAsync(task, Agent, "Something else.", 0, default)).ShouldBe(new SaveTranscriptReply(SaveTranscriptResult.Stale, 1));

        (await Voicemails.ReadTranscriptAsync(task, Reader, default)).ShouldBe(new Transcript("Shouted at on the bus.", 1));
        (await Node.ScalarAsync<long>("select count(*) from voicemail where position('bus'::bytea in transcript_sealed) > 0")).ShouldBe(0);
        (await Node.ColumnAsync("select what from access_audit")).ShouldBe(["transcript"]);
    }

    [Fact]
    public async Task WhatNobodyKept_IsForgotten_AndFoundLater()
    {
        await NoteAsync(12);
        (await Voicemails.ForgottenAsync(TimeSpan.FromMinutes(15), default)).ShouldBeEmpty();

        Node.Clock.Advance(TimeSpan.FromMinutes(16));

        (await Voicemails.ForgottenAsync(TimeSpan.FromMinutes(15), default)).ShouldBe([CallSid]);
    }

    private async Task<IntakeResult> NoteAsync(int seconds)
    {
        var call = await TakeAsync(Call("+447700900101"));
        (await Voicemails.NoteAsync(new RecordedMessage(Sid, CallSid, call.Contact, seconds), default)).ShouldBeTrue();
        (await Voicemails.NoteAsync(new RecordedMessage(Sid, CallSid, call.Contact, seconds), default)).ShouldBeFalse();
        return call;
    }

    private async Task<List<OpenContact>> OpenAsync()
    {
        List<OpenContact> open = [];
        await foreach (var contact in Node.Get<IOpenContacts>().ReadAsync(Pool, default))
        {
            open.Add(contact);
        }

        return open;
    }
}
