using System.Net;
using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>An agent takes the call on a telephone of their own: rung once, asked for a 1, and from then on a leg like any other.</summary>
public sealed class OwnPhoneTests : IAsyncLifetime
{
    private const string Rung = "CAown";
    private const string Number = "+447700900555";
    private PhoneScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await PhoneScene.WaitingAsync();
        scene.Accept();
        await scene.Gateway.Phones.ChooseAsync(scene.Agent, rings: true, Number, CancellationToken.None);
        await scene.Gateway.Phones.AskAsync(scene.Assignment, scene.Agent, CancellationToken.None);
        scene.Twilio.Answer = r => r is { Method: "POST", Path: "Calls.json" } ? FakeTwilio.Json(201, new { sid = Rung, status = "queued" }) : null;
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Accepted_TheirPhoneRings_Once_FromTheLinesNumber()
    {
        await AcceptedAsync();
        await AcceptedAsync();

        var request = scene.Twilio.To("Calls.json").ShouldHaveSingleItem();
        (request.Fields["To"], request.Fields["From"], request.Fields["Timeout"]).ShouldBe((Number, FakeLines.PhoneNumber, "30"));
        request.Fields["Url"].ShouldBe($"https://helpline.example.org{Target("own-phone")}#ct=2000&rt=5000&rc=2&rp=all");
        (await scene.LegAsync(Rung)).ShouldBe(CallLegState.Started);
        Ring.State.ShouldBe(OwnPhoneState.Ringing);
    }

    [Fact]
    public async Task AcceptedInTheBrowser_NothingRings()
    {
        var (assignment, _) = scene.Router.Accepted(scene.Contact, scene.Agent);

        await AcceptedAsync(scene.Router.Assignment(assignment));

        scene.Twilio.To("Calls.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task PickedUp_NothingIsSaid_OfWhoOrWhatItIs_Until1()
    {
        await AcceptedAsync();

        var document = await AnswerAsync();

        document.Descendants("Say").Select(s => s.Value).Distinct().ShouldHaveSingleItem().ShouldBe("Helpline. Press 1 to take this call.");
        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Gather", "Hangup"]);
        document.Descendants("Conference").ShouldBeEmpty();
        Ring.State.ShouldBe(OwnPhoneState.PickedUp);
    }

    [Fact]
    public async Task One_TakesIt_IntoTheContactsConference_AndTheCallerIsLedIn()
    {
        await AcceptedAsync();
        await AnswerAsync();

        var document = await PressAsync("1");

        var conference = document.Descendants("Conference").ShouldHaveSingleItem();
        (conference.Value, conference.Attribute("participantLabel")!.Value).ShouldBe(($"contact-{scene.Contact}", $"agent-{scene.Assignment}"));
        (await scene.AgentJoinsAsync(Rung)).ShouldBe(HttpStatusCode.NoContent);
        scene.OrdersFor(PhoneScene.Caller).ShouldContain(o => o.Contains("/twilio/voice/join?contact=", StringComparison.Ordinal));
        scene.Twilio.InConference[PhoneScene.Caller] = true;
        await scene.CallerJoinsAsync();
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task AnotherKey_IsAskedAgain()
    {
        await AcceptedAsync();
        await AnswerAsync();

        var document = await PressAsync("5");

        document.Descendants("Gather").ShouldHaveSingleItem();
        document.Descendants("Conference").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("busy", "Your phone was engaged.")]
    [InlineData("no-answer", "Your phone was not answered.")]
    [InlineData("failed", "Your number could not be reached. Check it.")]
    [InlineData("completed", "Nobody pressed 1 on your phone.")]
    public async Task NotTaken_ThePersonWaitsAgain_AndTheAgentIsToldWhy(string status, string problem)
    {
        await AcceptedAsync();

        (await StatusAsync(status)).ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(status)).ShouldBe(HttpStatusCode.NoContent);

        (Ring.State, Ring.Problem).ShouldBe((OwnPhoneState.Over, problem));
        scene.AssignmentState.ShouldBe(AssignmentState.Failed);
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Fact]
    public async Task TheEndIsToldBeforeTheBeginning_ThePersonWaitsAgain()
    {
        (await StatusAsync("busy")).ShouldBe(HttpStatusCode.NoContent);

        scene.ContactState.ShouldBe(ContactState.Waiting);
        await AcceptedAsync();
        scene.Twilio.To("Calls.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheConnectDeadlinePasses_WhileItRings_ItStopsRinging()
    {
        await AcceptedAsync();
        await scene.Router.ConnectFailedAsync(new("main"), scene.Assignment, CancellationToken.None);

        await scene.HandleAsync(RoutingEventKind.ConnectFailed);

        scene.IsEnded(Rung).ShouldBeTrue();
        (await PressAsync("1")).Descendants("Conference").ShouldBeEmpty();
    }

    [Fact]
    public async Task GivenUp_BeforeTheRequestLeft_NothingRings()
    {
        await scene.Router.ConnectFailedAsync(new("main"), scene.Assignment, CancellationToken.None);

        await AcceptedAsync();

        scene.Twilio.To("Calls.json").ShouldBeEmpty();
        Ring.State.ShouldBe(OwnPhoneState.Over);
    }

    [Fact]
    public async Task NobodyKnowsWhetherItRang_TheNetworkIsAsked_AndItDoesNotRingTwice()
    {
        scene.Twilio.Answer = r => r is { Method: "POST", Path: "Calls.json" } ? FakeTwilio.Break() : null;
        await Should.ThrowAsync<Exception>(() => AcceptedAsync());
        var created = TimeProvider.System.GetUtcNow().ToString("r");
        scene.Twilio.Answer = r => r is { Method: "GET", Path: "Calls.json" } ? FakeTwilio.Json(200, new { calls = new[] { new { sid = Rung, status = "ringing", direction = "outbound-api", date_created = created } } }) : null;

        await AcceptedAsync();

        scene.Twilio.Requests.Count(r => r is { Method: "POST", Path: "Calls.json" }).ShouldBe(1);
        (Ring.State, Ring.CallSid).ShouldBe((OwnPhoneState.Ringing, Rung));
    }

    [Fact]
    public async Task TheRequestNeverArrived_ItRingsNow()
    {
        scene.Twilio.Answer = r => r is { Method: "POST", Path: "Calls.json" } ? FakeTwilio.Break() : null;
        await Should.ThrowAsync<Exception>(() => AcceptedAsync());
        scene.Twilio.Answer = r => r switch
        {
            { Method: "GET", Path: "Calls.json" } => FakeTwilio.Json(200, new { calls = Array.Empty<object>() }),
            { Method: "POST", Path: "Calls.json" } => FakeTwilio.Json(201, new { sid = Rung, status = "queued" }),
            _ => null,
        };

        await AcceptedAsync();

        Ring.CallSid.ShouldBe(Rung);
    }

    [Fact]
    public async Task AnotherCall_ForTheSameAssignment_IsNotLetIn()
    {
        await AcceptedAsync();

        (await PressAsync("1", call: "CAother")).Descendants("Conference").ShouldBeEmpty();
        (await StatusAsync("ringing", call: "CAother")).ShouldBe(HttpStatusCode.NoContent);
        scene.IsEnded("CAother").ShouldBeTrue();
        (await StatusAsync("completed", call: "CAother")).ShouldBe(HttpStatusCode.NoContent);
        scene.AssignmentState.ShouldBe(AssignmentState.Connecting);
    }

    [Fact]
    public async Task ThePersonsOwnNumber_IsNeverRungAsTheAgents()
    {
        scene.Gateway.Waiting.Address = CallerAddress.Of(Number);

        await AcceptedAsync();

        scene.Twilio.To("Calls.json").ShouldBeEmpty();
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Fact]
    public async Task Muted_NobodyHearsThem_AndItSaysSo()
    {
        await AcceptedAsync();
        await PressAsync("1");
        await scene.AgentJoinsAsync(Rung);
        scene.Twilio.InConference[Rung] = true;

        await scene.OrderAsync(new(MediaOrderKind.Mute, Assignment: scene.Assignment));

        scene.OrdersFor(Rung).ShouldContain($"Conferences/CF1/Participants/{Rung}.json Muted=true");
        Ring.Muted.ShouldBeTrue();
        await scene.OrderAsync(new(MediaOrderKind.Unmute, Assignment: scene.Assignment));
        Ring.Muted.ShouldBeFalse();
    }

    [Fact]
    public async Task TheyHangUp_ThePersonWaitsAgain_AheadOfOthers()
    {
        await AcceptedAsync();
        await PressAsync("1");
        await scene.AgentJoinsAsync(Rung);
        scene.Twilio.InConference[PhoneScene.Caller] = true;
        await scene.CallerJoinsAsync();
        scene.Router.Steps.Clear();

        (await scene.AgentLeavesAsync(Rung)).ShouldBe(HttpStatusCode.NoContent);

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeTrue();
    }

    private OwnPhoneRing Ring => scene.Gateway.Phones.Ring(scene.Assignment);

    private Task AcceptedAsync(AssignmentFacts? assignment = null) => scene.Gateway.Handler("own-phone").HandleAsync(
        new(new("main"), new(1, 1), DateTimeOffset.UnixEpoch, RoutingEventKind.Accepted, scene.Router.Contact(scene.Contact), assignment ?? scene.Router.Assignment(scene.Assignment)), CancellationToken.None);

    private string Target(string what) => $"/twilio/voice/{what}?pool=main&contact={scene.Contact}&assignment={scene.Assignment}";

    private Task<XElement> AnswerAsync() => scene.Gateway.DocumentAsync(Target("own-phone"), Fields(Rung, "in-progress"));

    private Task<XElement> PressAsync(string key, string call = Rung) => scene.Gateway.DocumentAsync(Target("own-phone-key"), [.. Fields(call, "in-progress"), ("Digits", key)]);

    private Task<HttpStatusCode> StatusAsync(string status, string call = Rung) => scene.Gateway.StatusAsync(Target("own-phone-status"), Fields(call, status));

    private static (string Name, string Value)[] Fields(string call, string status) => PhoneScene.Voice(call, FakeLines.PhoneNumber, status);
}
