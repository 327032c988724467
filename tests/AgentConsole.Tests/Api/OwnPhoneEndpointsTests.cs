using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Where an agent's calls ring is theirs alone to say and to see, and even they see the number masked.</summary>
public sealed class OwnPhoneEndpointsTests
{
    private const string Own = "/api/own-phone";
    private const string Number = "07700 900555";

    [Fact]
    public async Task TheNumber_IsTakenOnce_AndNeverShownInFull_NotToASupervisorEither()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var olu = await console.SignedInAsync(Data.Olu);

        var answer = await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: true, Number));

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("900555");
        (await console.Phones.NumberToRingAsync(Data.Maya.Id, default)).ShouldBe("+447700900555");
        var chosen = await maya.GetFromJsonAsync<OwnPhone>(Own);
        chosen!.Rings.ShouldBeTrue();
        chosen.MaskedNumber.ShouldBe(CallerAddress.Of("+447700900555").ToString());
        (await olu.GetFromJsonAsync<OwnPhone>(Own)).ShouldBe(new OwnPhone(Rings: false, MaskedNumber: null));
    }

    [Fact]
    public async Task TheBrowserAgain_KeepsTheNumber_UntilItIsForgotten()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: true, Number));

        await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: false, Number: null));
        (await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: true, Number: null))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await maya.DeleteAsync(Own)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await (await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: true, Number: null))).WordsAsync()).Title.ShouldBe("Your number is not known");
    }

    [Theory]
    [InlineData("999", "This number cannot be rung")]
    [InlineData("12", "This number cannot be rung")]
    [InlineData("0909 8790000", "This number cannot be rung")]
    public async Task WhatIsNoTelephoneOfTheirs_IsRefused(string number, string title)
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PutAsJsonAsync(Own, new ChooseOwnPhoneRequest(Rings: true, number))).WordsAsync()).Title.ShouldBe(title);
        (await maya.GetFromJsonAsync<OwnPhone>(Own))!.MaskedNumber.ShouldBeNull();
    }

    [Fact]
    public async Task AnsweredOnThePhone_NoWindowGetsATicket_AndTheRingIsAskedForBeforeTheAccept()
    {
        await using var console = await TestConsole.StartAsync();
        await console.Phones.ChooseAsync(Data.Maya.Id, rings: true, "+447700900555", default);
        await using var window = await console.WindowAsync(Data.Maya);

        var reply = await window.AcceptOnPhoneAsync(Data.Assignment);

        (reply.Outcome, reply.Ticket).ShouldBe((AcceptOutcome.Accepted, null));
        console.Phones.Ring(Data.Assignment).State.ShouldBe(OwnPhoneState.Asked);
        console.Routing.Calls.ShouldContain($"accept {Data.Assignment} {Data.Maya.Id}");
    }

    [Fact]
    public async Task AnsweredOnAPhoneThatIsNotChosen_NothingIsAccepted_AndItSaysWhatToDo()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);

        var reply = await window.AcceptOnPhoneAsync(Data.Assignment);

        reply.Message!.ShouldContain("in this browser");
        console.Routing.Calls.ShouldNotContain(c => c.StartsWith("accept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mute_IsOrdered_ForTheirOwnLegAlone()
    {
        await using var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        using var maya = await console.SignedInAsync(Data.Maya);
        using var sam = await console.SignedInAsync(Data.Sam);

        (await maya.PostAsync($"/api/contacts/{Data.Contact}/call/mute", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sam.PostAsync($"/api/contacts/{Data.Contact}/call/mute", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        console.Routing.Calls.Where(c => c.StartsWith("order", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain($"\"kind\":\"mute\",\"assignment\":\"{Data.Assignment}\"");
    }
}
