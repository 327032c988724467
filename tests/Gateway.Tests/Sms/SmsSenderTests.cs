using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Gateway.Tests.Sms;

/// <summary>Texts on their way out, and what is heard of them, over the real client.</summary>
public sealed class SmsSenderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Tried = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private GatewayHost gateway = null!;

    private IChannelSender Sender => gateway.Services.GetServices<IChannelSender>().Single();

    public async Task InitializeAsync() => gateway = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task AText_LeavesFromTheLinesOwnNumber_AndNamesItselfInItsStatusAddress()
    {
        var item = Item();

        var sent = await Sender.SendAsync(item, CancellationToken.None);

        sent.Result.ShouldBe(SendResult.Accepted);
        sent.State.ShouldBe(DeliveryState.Accepted);
        var fields = gateway.Twilio.To("Messages.json").ShouldHaveSingleItem().Fields;
        fields["From"].ShouldBe(FakeLines.SmsNumber);
        fields["To"].ShouldBe("+447700900123");
        fields["Body"].ShouldBe("We hear you.");
        fields["ValidityPeriod"].ShouldBe("900");
        fields["StatusCallback"].ShouldBe($"https://helpline.example.org/twilio/sms/status?message={item.Id}#rc=5&rp=all");
    }

    [Theory]
    [InlineData(400, 21610, SendResult.Refused)]
    [InlineData(400, 21211, SendResult.Refused)]
    [InlineData(401, 20003, SendResult.NotSent)]
    [InlineData(404, 20404, SendResult.NotSent)]
    [InlineData(500, 20500, SendResult.Unknown)]
    public async Task WhatTwilioAnswers_IsReadForWhatItIs(int status, int code, object expected)
    {
        gateway.Twilio.Answer = r => r.Path == "Messages.json" ? FakeTwilio.Json(status, new { code }) : null;

        var sent = await Sender.SendAsync(Item(), CancellationToken.None);

        sent.Result.ShouldBe((SendResult)expected);
        (sent.Problem is not null).ShouldBe(sent.Result == SendResult.Refused);
    }

    [Fact]
    public async Task ToAWithheldNumber_OrFromALineWithoutTexts_NothingIsAsked()
    {
        (await Sender.SendAsync(Item() with { To = CallerAddress.Withheld }, CancellationToken.None)).Result.ShouldBe(SendResult.Refused);
        (await Sender.SendAsync(Item() with { Line = FakeLines.Cymru.Id }, CancellationToken.None)).Result.ShouldBe(SendResult.Refused);

        gateway.Twilio.To("Messages.json").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("+447700900123", "We hear you.", 2, MatchResult.Found)]
    [InlineData("+447700900123", "We hear you.", -3, MatchResult.Found)]
    [InlineData("+447700900123", "We hear you.", -60, MatchResult.NotFound)]
    [InlineData("+447700900123", "We hear you", 2, MatchResult.NotFound)]
    [InlineData("+447700900124", "We hear you.", 2, MatchResult.NotFound)]
    public async Task AnUnknownText_IsFoundByNumberWordsAndTime(string to, string body, int secondsAfter, object expected)
    {
        var created = (Tried + TimeSpan.FromSeconds(secondsAfter)).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", System.Globalization.CultureInfo.InvariantCulture);
        gateway.Twilio.Answer = r => r.Method == "GET" && r.Path == "Messages.json"
            ? FakeTwilio.Json(200, new { messages = new[] { new { sid = "SM9", status = "delivered", to, body, date_created = created } } })
            : null;

        var match = await Sender.MatchAsync(Item(), CancellationToken.None);

        match.Result.ShouldBe((MatchResult)expected);
        if (match.Result == MatchResult.Found)
        {
            match.Candidates.ShouldBe([new MatchCandidate("SM9", DeliveryState.Delivered)]);
        }
    }

    [Fact]
    public async Task AText_AskedFor_SaysHowFarItIs()
    {
        gateway.Twilio.Answer = r => r.Path == "Messages/SM9.json" ? FakeTwilio.Json(200, new { sid = "SM9", status = "undelivered", error_code = 30003 }) : null;

        var news = await Sender.AskAsync("SM9", CancellationToken.None);

        news!.State.ShouldBe(DeliveryState.Undelivered);
        news.Problem!.ShouldContain("switched off");
        (await Sender.AskAsync("SM8", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Statuses_InAnyOrder_EndAtTheFurthest_AndAreTold()
    {
        var item = Item();
        gateway.Outbox.Add(item);
        await gateway.Outbox.ClaimAsync(1, TimeSpan.FromMinutes(1), CancellationToken.None);

        // Before the answer to the request that sent it: the address of the notice says which text it is.
        foreach (var status in new[] { "delivered", "sent", "delivered", "queued" })
        {
            (await StatusAsync(item.Id, "SM1", status)).ShouldBe(HttpStatusCode.NoContent);
        }

        gateway.Outbox.Of(item.Id).ShouldBe((DeliveryState.Delivered, "SM1", null, gateway.Outbox.Of(item.Id).NotBefore));
        gateway.Router.Announced.ShouldBe([(item.Contact, ContactNews.DeliveryChanged)]);
    }

    [Fact]
    public async Task AFailedDelivery_IsExplained()
    {
        var item = Item();
        gateway.Outbox.Add(item);
        await gateway.Outbox.AcceptedAsync(item.Id, "SM1", DeliveryState.Accepted, CancellationToken.None);

        (await gateway.StatusAsync("/twilio/sms/status", ("MessageSid", "SM1"), ("MessageStatus", "undelivered"), ("ErrorCode", "30006"))).ShouldBe(HttpStatusCode.NoContent);

        gateway.Outbox.Of(item.Id).State.ShouldBe(DeliveryState.Undelivered);
        gateway.Outbox.Of(item.Id).Problem!.ShouldContain("landline");
    }

    [Theory]
    [InlineData("MessageSid")]
    [InlineData("MessageStatus")]
    public async Task AStatusWithoutWhatItIsAbout_Is400(string missing)
    {
        (string Name, string Value)[] fields = [("MessageSid", "SM1"), ("MessageStatus", "sent")];

        (await gateway.StatusAsync("/twilio/sms/status", [.. fields.Where(f => f.Name != missing)])).ShouldBe(HttpStatusCode.BadRequest);
    }

    private static OutboxItem Item() => new(
        MessageId.New(), ContactId.New(), new("main"), FakeLines.Northants.Id, Channel.Sms, CallerAddress.Of("+447700900123"), "We hear you.", 1, DeliveryState.Sending, Tried);

    private Task<HttpStatusCode> StatusAsync(MessageId message, string sid, string status) =>
        gateway.StatusAsync($"/twilio/sms/status?message={message}", ("MessageSid", sid), ("MessageStatus", status), ("To", "+447700900123"), ("ErrorCode", ""));
}
