using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>What waiting callers can do by key, and what becomes of it, by the real host and over signed webhooks.</summary>
public sealed class WaitingTests(WaitingTests.Helpline world) : IClassFixture<WaitingTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Phone Someone => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Someone];

    [Fact]
    public async Task Key1_LeavesAMessage_WhichAnAgentHearsAndWritesDown()
    {
        await WaitingAsync(Someone);
        await LeaveMessageAsync(Someone);
        await Someone.HearsAsync("To keep it, press 1");
        Someone.Press("1");
        await Someone.HearsAsync("someone will listen to it");
        await Someone.WaitUntilAsync(p => p.State == PhoneState.Idle);

        await using var maya = await world.AvailableAsync("maya");
        var message = await maya.TakeTaskAsync(ContactTask.Message);
        var task = await maya.SeesTaskAsync(message.Contact, t => t.IsHere);
        task.Seconds.ShouldNotBeNull().ShouldBeInRange(4, 30);
        await HearsAsync(maya, message.Contact);
        await WriteDownAsync(maya, message.Contact, "A man shouted at her on the bus. Safe on Tuesdays.");

        await maya.EndAndLogAsync(message.Id);
        (await ReasonsAsync("3")).ShouldBe(1);
        await Poll.Until(async () => await DeletedAsync(), "the network's copy is deleted");
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task HangUp_InTheMiddleOfAMessage_KeepsWhatWasSaid()
    {
        await WaitingAsync(Amira);
        await LeaveMessageAsync(Amira);
        Amira.HangUp();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);

        await using var maya = await world.AvailableAsync("maya");
        var message = await maya.TakeTaskAsync(ContactTask.Message);
        (await maya.SeesTaskAsync(message.Contact, t => t.IsHere)).Task.ShouldBe(ContactTask.Message);
        await maya.EndAndLogAsync(message.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Silence_InsteadOfAMessage_LeadsBackToTheQueue_WithThePlaceKept()
    {
        await WaitingAsync(Amira);
        Amira.Press("1");

        await Amira.HearsAsync("We did not hear a message", TimeSpan.FromSeconds(30));
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, _) = await maya.TakeCallAsync(world.Installation);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Key2_PromisesACallBack_AndAnAgentRingsThePerson()
    {
        await WaitingAsync(Amira);
        await Amira.HearsAsync("Press 2 to be called back");
        Amira.Press("2");
        await Amira.HearsAsync("We will call you back");
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        (await ReasonsAsync("4")).ShouldBe(1);

        await using var maya = await world.AvailableAsync("maya");
        var offer = await maya.SeesAsync(AssignmentState.Offered);
        (await maya.SeesTaskAsync(offer.Contact, _ => true)).Task.ShouldBe(ContactTask.CallBack);
        var (assignment, line) = await maya.TakeCallAsync(world.Installation);
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        Amira.Line.ShouldBe("anonymous"); // nobody has asked yet whether our number may show
        Amira.Answer();
        await Amira.WaitUntilAsync(p => p.State == PhoneState.InCall);
        await maya.SeesTaskAsync(assignment.Contact, t => t.Tries is [{ State: CallBackTryState.Answered }]);
        line.Say("Hello, you asked us to ring.");
        await Amira.HearsAsync("asked us to ring");

        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task CallBack_NotAnswered_IsToldToTheAgent_WhoRingsOnceMore_AndNoMore()
    {
        Amira.WhenRung = WhenRung.Busy;
        try
        {
            await WaitingAsync(Amira);
            Amira.Press("2");
            await Amira.HearsAsync("We will call you back");
            await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
            await using var maya = await world.AvailableAsync("maya");
            var (assignment, _) = await maya.TakeCallAsync(world.Installation);
            var once = await maya.SeesTaskAsync(assignment.Contact, t => t.Tries is [{ State: CallBackTryState.Busy }]);
            once.Tries[0].Problem.ShouldBe("The line was engaged, or they declined.");
            once.MayRingAgain.ShouldBeTrue();

            (await RingAgainAsync(maya, assignment.Contact)).ShouldBe(HttpStatusCode.Accepted);
            (await maya.SeesTaskAsync(assignment.Contact, t => t.Tries is [_, { State: CallBackTryState.Busy }])).MayRingAgain.ShouldBeFalse();
            (await RingAgainAsync(maya, assignment.Contact)).ShouldBe(HttpStatusCode.Conflict);
            await maya.EndAndLogAsync(assignment.Id);
        }
        finally
        {
            Amira.WhenRung = WhenRung.Rings;
        }

        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Key2_OfAWithheldNumber_IsTurnedDownKindly_AndTheyWaitOn()
    {
        await WaitingAsync(Someone);
        Someone.Press("2");

        await Someone.HearsAsync("hidden from us, which is fine");
        Someone.State.ShouldBe(PhoneState.InCall);
        Someone.HangUp();
        await Someone.WaitUntilAsync(p => p.State == PhoneState.Idle);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Key3_GoesOnByText_InThePlaceOfTheCall()
    {
        await WaitingAsync(Amira);
        await Amira.HearsAsync("Press 3 to get a text");
        Amira.Press("3");
        await Amira.HearsAsync("We are sending you a text");
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body.StartsWith("Hello, you asked for a text", StringComparison.Ordinal)));
        await Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        (await ReasonsAsync("5")).ShouldBe(1);

        await using var maya = await world.AvailableAsync("maya");
        var assignment = await maya.TakeTextAsync();
        (await maya.ThreadAsync(assignment.Contact)).ShouldHaveSingleItem().Author.ShouldBe(Authors.Helpline);
        await maya.EndAndLogAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    private static async Task WaitingAsync(Phone phone)
    {
        phone.Ring(TestLine.Northants.Phone);
        await phone.HearsAsync("number 1");
    }

    private static async Task LeaveMessageAsync(Phone phone)
    {
        phone.Press("1");
        await phone.HearsAsync("(beep)");
        phone.Say("A man shouted at me on the bus again today. You can call me on Tuesdays.");
    }

    private static async Task HearsAsync(AgentRobot agent, ContactId contact)
    {
        using var whole = await agent.Http.GetAsync($"/api/contacts/{contact}/voicemail");
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        whole.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await whole.Content.ReadAsByteArrayAsync())[..4].ShouldBe("RIFF"u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/contacts/{contact}/voicemail");
        request.Headers.Range = new RangeHeaderValue(8, 11);
        using var part = await agent.Http.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe("WAVE"u8.ToArray());
    }

    private static async Task WriteDownAsync(AgentRobot agent, ContactId contact, string words)
    {
        using var saved = await agent.Http.PutAsJsonAsync($"/api/contacts/{contact}/voicemail/transcript", new SaveTranscriptRequest(words, 0), AgentRobot.Json);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await agent.Http.GetFromJsonAsync<TranscriptView>($"/api/contacts/{contact}/voicemail/transcript", AgentRobot.Json)).ShouldBe(new TranscriptView(words, 1));
    }

    private static async Task<HttpStatusCode> RingAgainAsync(AgentRobot agent, ContactId contact)
    {
        using var reply = await agent.Http.PostAsync($"/api/contacts/{contact}/call-back", content: null);
        return reply.StatusCode;
    }

    /// <summary>Contacts closed for this reason since the last were counted.</summary>
    private async Task<long> ReasonsAsync(string reason)
    {
        await Rows.ReadAsync(world.Installation);
        return await Rows.ScalarAsync<long>(
            world.Installation, $"select count(*) from (select close_reason from contact where task is null and channel = 1 order by arrived_at desc limit 1) last where close_reason = {reason}");
    }

    private async Task<bool> DeletedAsync() => await Rows.ScalarAsync<long>(world.Installation, "select count(*) from voicemail where deleted_at is null") == 0;
}
