using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>A night at the helpline, good and bad; then everything that it left behind is searched for the people in it.</summary>
public sealed class PrivacyTests : IAsyncLifetime
{
    private const string SpokenByCaller = "They smashed the window of our shop.";
    private const string SpokenByAgent = "Is anybody with you right now?";
    private const string Texted = "He follows me to the mosque every Friday.";
    private const string Replied = "That sounds frightening. Where are you?";
    private const string Undelivered = "Please call us when you are alone.";
    private const string RefusedText = "A sentence far too long to send. ";
    private const string BeforeTheCrash = "Sent while the records were away.";
    private const string AfterTheCrash = "Are you still there, helpline?";
    private const string Notes = "Shop in the market square, third time this month.";
    private const string Reason = "Needs a call back from the sergeant.";
    private const string WrongPassword = "tangerine-umbrella-4711";
    private const string WrongName = "constance.fitzgerald";

    private static readonly string[] Words =
        [SpokenByCaller, SpokenByAgent, Texted, Replied, Undelivered, RefusedText.Trim(), BeforeTheCrash, AfterTheCrash, Notes, Reason];

    private readonly List<string> passwords = [];
    private Installation installation = null!;

    private Phone Amira => installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    public async Task InitializeAsync()
    {
        installation = await Installation.StartAsync();
        passwords.AddRange(installation.Passwords.Values);
        await TalkAsync();
        await TextAsync();
        await MisbehaveAsync();
        await SurviveAsync();
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    [Fact]
    public async Task NothingPersonal_IsLeftAnywhere()
    {
        // One night is enough for all of it: starting another takes longer than looking.
        ShouldHoldNone("the host's log", WithoutSignIns(installation.Host.Log), [.. People(), .. Words, .. Secrets()]);
        ShouldHoldNone("PostgreSQL's log", installation.Postgres.Output, [.. People(), .. Words, .. Secrets()]);
        ShouldHoldNone("Redis", await RedisDump.ReadAsync(installation.Redis), [.. People(), .. Words, .. Secrets()]);
        ShouldHoldNone("Redis on disk", installation.Redis.ReadAppendOnlyFiles(), [.. People(), .. Words, .. Secrets()]);
        ShouldHoldNone("the addresses we gave the network", string.Join('\n', installation.Network.UrlsUsed.Select(Uri.UnescapeDataString)), [.. People(), .. Words, .. Secrets()]);
        ShouldHoldNone("the database", await PostgresServer.DumpAsync(installation.Database), [.. Numbers(), .. Words, .. passwords, WrongPassword]);
    }

    [Fact]
    public void DemoPasswords_ArePrintedInTheStartUpBlock_AndNowhereElse()
    {
        var lines = installation.Host.Log.Split('\n');

        foreach (var password in passwords)
        {
            lines.Count(line => line.Contains(password, StringComparison.Ordinal)).ShouldBe(1, "each is printed once");
        }

        passwords.Count.ShouldBe(8, "four people, two starts");
    }

    private async Task TalkAsync()
    {
        await using var maya = await AvailableAsync();
        Amira.Ring(TestLine.Northants.Phone);
        var (assignment, line) = await maya.TakeCallAsync(installation);
        Amira.Say(SpokenByCaller);
        await line.HearsAsync(SpokenByCaller);
        line.Say(SpokenByAgent);
        await Amira.HearsAsync(SpokenByAgent);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id, Notes);
    }

    private async Task TextAsync()
    {
        await using var maya = await AvailableAsync();
        Amira.Text(TestLine.Northants.Sms, Texted);
        var assignment = await maya.TakeTextAsync();
        await maya.SeesMessageAsync(assignment.Contact, await maya.ReplyAsync(assignment.Contact, Replied), m => m.Delivery == DeliveryState.Delivered);
        Amira.TextsFailWith = 30003;
        await maya.SeesMessageAsync(assignment.Contact, await maya.ReplyAsync(assignment.Contact, Undelivered), m => m.Delivery == DeliveryState.Undelivered);
        Amira.TextsFailWith = null;
        var revealed = await maya.Http.PostAsJsonAsync($"/api/contacts/{assignment.Contact}/reveal", new RevealRequest(Reason), AgentRobot.Json);
        (await revealed.Content.ReadFromJsonAsync<RevealReply>(AgentRobot.Json))!.Address.ShouldBe(SimulatedNetwork.Amira);
        var tooLong = string.Concat(Enumerable.Repeat(RefusedText, 60));
        (await maya.Http.PostAsJsonAsync($"/api/contacts/{assignment.Contact}/messages", new SendMessageRequest(MessageId.New(), tooLong), AgentRobot.Json)).IsSuccessStatusCode.ShouldBeFalse();
        (await maya.Http.PostAsync($"/api/contacts/{assignment.Contact}/messages", new StringContent($"{{\"text\": {Replied}", Encoding.UTF8, "application/json"))).IsSuccessStatusCode.ShouldBeFalse();
        await maya.EndAndLogAsync(assignment.Id);
    }

    private async Task MisbehaveAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(installation.Url), DefaultRequestHeaders = { { "Origin", installation.Url } } };
        (await http.PostAsJsonAsync("/api/session", new SignInRequest("maya", WrongPassword))).IsSuccessStatusCode.ShouldBeFalse();
        (await http.PostAsJsonAsync("/api/session", new SignInRequest(WrongName, WrongPassword))).IsSuccessStatusCode.ShouldBeFalse();

        var twilio = new TwilioWebhook(http, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken);
        var text = TwilioWebhook.Text(TwilioWebhook.NewSid("SM"), SimulatedNetwork.Tom, TestLine.Northants.Sms, Texted);
        (await twilio.PostAsync($"{installation.Url}/twilio/sms/incoming", text, signature: "forged")).IsSuccessStatusCode.ShouldBeFalse();
        text["To"] = SimulatedNetwork.Someone;
        (await twilio.PostAsync($"{installation.Url}/twilio/sms/incoming", text)).IsSuccessStatusCode.ShouldBeFalse();
    }

    /// <summary>The records are away for a moment, then the host dies without a word.</summary>
    private async Task SurviveAsync()
    {
        await installation.Postgres.StopAsync();
        Amira.Text(TestLine.Northants.Sms, BeforeTheCrash);
        await Amira.WaitUntilAsync(p => p.Texts.Any(t => t is { Body: BeforeTheCrash, Status: TextStatus.Failed }), TimeSpan.FromSeconds(60));
        await installation.Postgres.StartAgainAsync();

        await installation.Host.KillAsync();
        await installation.Host.StartAgainAsync();
        passwords.AddRange(installation.Passwords.Values);
        await using var maya = await AvailableAsync();
        Amira.Text(TestLine.Northants.Sms, AfterTheCrash);
        await maya.EndAndLogAsync((await maya.TakeTextAsync()).Id);
    }

    private async Task<AgentRobot> AvailableAsync()
    {
        var maya = await AgentRobot.SignInAsync(installation, "maya");
        (await maya.BeAvailableAsync()).Done.ShouldBeTrue();
        return maya;
    }

    /// <summary>What must be found neither as it is nor, where bytes are written in hex, as hex.</summary>
    private static void ShouldHoldNone(string place, string text, IReadOnlyList<string> secrets)
    {
        text.Length.ShouldBeGreaterThan(100, $"{place} was read");
        secrets
            .Where(s => text.Contains(s, StringComparison.Ordinal) || text.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(s)), StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty($"found in {place}");
    }

    private static string WithoutSignIns(string log) =>
        string.Join('\n', log.Split('\n').Where(line => !line.StartsWith("  Sign in as ", StringComparison.Ordinal) && !line.StartsWith("  Try this: sign in as ", StringComparison.Ordinal)));

    private IEnumerable<string> Secrets() => [.. passwords, WrongPassword, WrongName, SimulatedNetwork.AuthToken];

    private static IEnumerable<string> People() => [.. Numbers(), "Amira", "Maya", "maya", "Tom", "Sam"];

    private static IEnumerable<string> Numbers() =>
        from number in new[] { SimulatedNetwork.Amira, SimulatedNetwork.Tom, SimulatedNetwork.Someone }
        let digits = number[1..]
        from form in new[] { number, digits, "0" + digits[2..], digits[^9..], string.Create(CultureInfo.InvariantCulture, $"0{digits[2..6]} {digits[6..]}") }
        select form;
}
