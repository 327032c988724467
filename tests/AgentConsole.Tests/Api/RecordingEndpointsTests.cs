using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Api;

public sealed class RecordingEndpointsTests
{
    private static readonly string All = $"/api/contacts/{Data.Contact}/recordings";

    [Fact]
    public async Task ACall_IsRecorded_WhenTheyAgreed_AndNotOtherwise()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await StartAsync(maya, agreed: false)).WordsAsync()).Title.ShouldBe("They have not agreed");
        console.Recordings.All.ShouldBeEmpty();

        (await StartAsync(maya, agreed: true)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await StartAsync(maya, agreed: true)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        console.Recordings.All.ShouldHaveSingleItem().AgreedWith.ShouldBe(Data.Maya.Id);
        console.Routing.Calls.ShouldContain($"order {Data.Contact} {Data.Maya.Id} {new MediaOrder(MediaOrderKind.Record).ToDetail()}");
    }

    [Fact]
    public async Task ALine_ThatIsNotRecorded_OffersItToNobody()
    {
        await using var console = await TalkingAsync();
        console.Recordings.Allowed = false;
        using var maya = await console.SignedInAsync(Data.Maya);

        (await ReadAsync(maya)).MayRecord.ShouldBeFalse();
        (await (await StartAsync(maya, agreed: true)).WordsAsync()).Title.ShouldBe("This call cannot be recorded");
        console.Recordings.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task SomebodyElse_NeitherRecordsNorListens()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await StartAsync(maya, agreed: true);
        using var sam = await console.SignedInAsync(Data.Sam);

        (await StartAsync(sam, agreed: true)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sam.PostAsync($"{All}/stop", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.PostAsync($"{All}/withdraw", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.GetAsync(All)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.GetAsync($"{All}/{console.Recordings.All[0].Id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        console.Recordings.All[0].Wish.ShouldBe(RecordingWish.Record);
    }

    [Theory]
    [InlineData("pause", RecordingWish.Pause)]
    [InlineData("resume", RecordingWish.Record)]
    [InlineData("stop", RecordingWish.Stop)]
    public async Task ItsAgent_PausesAndStopsIt_AndIsToldWhenThereIsNothing(string step, RecordingWish wish)
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        (await (await maya.PostAsync($"{All}/{step}", content: null)).WordsAsync()).Title.ShouldBe("Nothing is being recorded");
        await StartAsync(maya, agreed: true);

        (await maya.PostAsync($"{All}/{step}", content: null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        console.Recordings.All[0].Wish.ShouldBe(wish);
        (await ReadAsync(maya)).Recordings[0].Changing.ShouldBeTrue("the network has not confirmed anything yet");
    }

    [Fact]
    public async Task WhatTheyTakeBack_IsGone()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await StartAsync(maya, agreed: true);

        (await maya.PostAsync($"{All}/withdraw", content: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync(maya)).Recordings.ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
        (await maya.GetAsync($"{All}/{console.Recordings.All[0].Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Who comes in has not been asked.</summary>
    [Fact]
    public async Task WhenSomebodyIsBroughtIn_TheRecordingPauses()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await StartAsync(maya, agreed: true);

        await maya.PostAsJsonAsync(
            $"/api/contacts/{Data.Contact}/call/parties", new AddPartyRequest(CallPartyId.New(), CallPartyRole.Interpreter, "01632 960555", "Ewa", "pl", null, Hold: false));

        console.Recordings.All[0].Wish.ShouldBe(RecordingWish.Pause);
    }

    /// <summary>The first agent of a warm transfer, whose the contact is not any more, may bring somebody in too.</summary>
    [Fact]
    public async Task WhoeverBringsSomebodyIn_TheOrderToPauseIsTaken()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await StartAsync(maya, agreed: true);
        console.Routing.NotTheirs[Data.Maya.Id] = true;

        await maya.PostAsJsonAsync(
            $"/api/contacts/{Data.Contact}/call/parties", new AddPartyRequest(CallPartyId.New(), CallPartyRole.Interpreter, "01632 960555", "Ewa", "pl", null, Hold: false));

        console.Routing.Calls.ShouldContain($"order {Data.Contact} - {new MediaOrder(MediaOrderKind.Record).ToDetail()}");
    }

    [Fact]
    public async Task WhatIsRefused_IsSaid_AndNotDoneLater()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        console.Routing.NotTheirs[Data.Maya.Id] = true;

        (await StartAsync(maya, agreed: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        console.Recordings.All.ShouldHaveSingleItem().Wish.ShouldBe(RecordingWish.Stop);
        console.Routing.NotTheirs.Clear();
        (await (await StartAsync(maya, agreed: true)).WordsAsync()).Title.ShouldBe("Wait a moment");
    }

    private static async Task<TestConsole> TalkingAsync()
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, Channel.Phone), Data.AssignmentOf(Data.Maya, AssignmentState.Active, Channel.Phone));
        return console;
    }

    private static Task<HttpResponseMessage> StartAsync(HttpClient browser, bool agreed) => browser.PostAsJsonAsync(All, new RecordRequest(agreed));

    private static async Task<RecordingsView> ReadAsync(HttpClient browser) => (await browser.GetFromJsonAsync<RecordingsView>(All))!;
}
