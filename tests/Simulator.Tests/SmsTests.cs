using Helpline.Simulator.Phones;
using Microsoft.AspNetCore.Http;

namespace Helpline.Simulator.Tests;

public sealed class SmsTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway.Answer("/sms", "");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Text_ALine_ArrivesWithEveryFieldAndIsMarkedDelivered()
    {
        stage.Amira.Text(Stage.Line, "Can I text you instead?");

        await stage.Amira.WaitUntilAsync(p => p.Texts is [{ Mine: true, Status: TextStatus.Delivered }]);
        var came = stage.Gateway.To("/sms")[0];
        came.Signed.ShouldBeTrue();
        (came["From"], came["To"], came["Body"], came["NumMedia"], came["NumSegments"], came["SmsStatus"], came["AccountSid"])
            .ShouldBe(("+447700900201", Stage.Line, "Can I text you instead?", "0", "1", "received", Stage.Account));
        came["MessageSid"].ShouldStartWith("SM");
        (came["SmsSid"], came["SmsMessageSid"]).ShouldBe((came["MessageSid"], came["MessageSid"]));
        (await stage.Get($"Messages/{came["MessageSid"]}.json")).Body.GetProperty("direction").GetString().ShouldBe("inbound");
        stage.Network.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_FromSomeoneWhoWithholdsTheirNumberInCalls_ShowsItAllTheSame()
    {
        stage.Withheld.Text(Stage.Line, "Hello");

        (await stage.Gateway.Received("/sms"))[0]["From"].ShouldBe(stage.Withheld.Number);
    }

    [Fact]
    public async Task Text_WhenTheGatewayFails_GoesToTheFallbackAndElseFails()
    {
        stage.Gateway.Answer("/sms", _ => Task.FromResult(Results.StatusCode(500)));
        stage.Amira.Text(Stage.Line, "One");
        await stage.Amira.WaitUntilAsync(p => p.Texts is [{ Status: TextStatus.Failed }]);
        stage.Number.SmsFallbackUrl = $"{stage.Gateway.Url}/sms-fallback";

        stage.Amira.Text(Stage.Line, "Two");

        await stage.Amira.WaitUntilAsync(p => p.Texts is [_, { Status: TextStatus.Delivered }]);
        var fallback = stage.Gateway.To("/sms-fallback")[0];
        (fallback["Body"], fallback["ErrorCode"], fallback["ErrorUrl"]).ShouldBe(("Two", "11200", $"{stage.Gateway.Url}/sms"));
    }

    [Fact]
    public async Task Message_InTheAnswer_IsARepyAtOnce()
    {
        stage.Gateway.Answer("/sms", "<Message>We have your text</Message>");

        stage.Amira.Text(Stage.Line, "Hello");

        await stage.Amira.WaitUntilAsync(p => p.Texts.Any(t => !t.Mine && t.Body == "We have your text"));
    }

    [Fact]
    public async Task Send_ToAPhone_ArrivesAndReportsSentThenDelivered()
    {
        var body = new string('a', 200);

        var (status, sent) = await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = body, StatusCallback = $"{stage.Gateway.Url}/sms-status" });

        (status, sent.GetProperty("status").GetString(), sent.GetProperty("num_segments").GetString(), sent.GetProperty("direction").GetString()).ShouldBe((201, "queued", "2", "outbound-api"));
        sent.GetProperty("error_code").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        sent.GetProperty("date_created").GetString().ShouldBe("Fri, 20 Nov 2026 03:00:00 +0000");
        await stage.Tom.WaitUntilAsync(p => p.Texts is [{ Mine: false, Segments: 2 } text] && text.Body == body && text.Line == Stage.Line);
        var told = await stage.Gateway.Received("/sms-status", 2);
        told.Select(t => t["MessageStatus"]).ShouldBe(["sent", "delivered"]);
        told.ShouldAllBe(t => t.Signed && t["MessageSid"] == sent.GetProperty("sid").GetString() && t["SmsStatus"] == t["MessageStatus"]);
        told[1]["RawDlrDoneDate"].ShouldBe("2611200300");
    }

    [Fact]
    public async Task Send_ToAPhoneThatIsOff_EndsUndeliveredWithTheReason()
    {
        stage.Tom.TextsFailWith = 30003;

        var (_, sent) = await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello", StatusCallback = $"{stage.Gateway.Url}/sms-status" });

        var told = (await stage.Gateway.Received("/sms-status", 2))[1];
        (told["MessageStatus"], told["ErrorCode"]).ShouldBe(("undelivered", "30003"));
        var (_, now) = await stage.Get($"Messages/{sent.GetProperty("sid").GetString()}.json");
        (now.GetProperty("status").GetString(), now.GetProperty("error_code").GetInt32()).ShouldBe(("undelivered", 30003));
        stage.Tom.Texts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", Stage.Line, "Hello", 21604)]
    [InlineData("07700900202", Stage.Line, "Hello", 21211)]
    [InlineData("+266696687", Stage.Line, "Hello", 21211)]
    [InlineData("+447700900202", "", "Hello", 21603)]
    [InlineData("+447700900202", "+441632960999", "Hello", 21606)]
    [InlineData("+447700900202", Stage.Line, "", 21602)]
    [InlineData(Stage.Line, Stage.Line, "Hello", 21266)]
    public async Task Send_WhatCannotBeSent_IsRefusedWithTwiliosNumber(string to, string from, string body, int code)
    {
        var (status, error) = await stage.Post("Messages.json", new { To = to, From = from, Body = body });

        (status, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetInt32()).ShouldBe((400, code, 400));
        error.GetProperty("more_info").GetString().ShouldBe($"https://www.twilio.com/docs/errors/{code}");
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Send_TooLongOrToSomeoneWhoOptedOut_IsRefused()
    {
        stage.Tom.OptedOut = true;

        (await stage.Post("Messages.json", new { To = stage.Amira.Number, From = Stage.Line, Body = new string('a', 1601) })).Body.GetProperty("code").GetInt32().ShouldBe(21617);
        (await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello" })).Body.GetProperty("code").GetInt32().ShouldBe(21610);
    }

    [Fact]
    public async Task List_FiltersAndPagesNewestFirst()
    {
        for (var i = 1; i <= 3; i++)
        {
            await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = $"Number {i}" });
        }

        await stage.Post("Messages.json", new { To = stage.Amira.Number, From = Stage.Line, Body = "Another" });

        var (_, page) = await stage.Get($"Messages.json?To={Uri.EscapeDataString(stage.Tom.Number)}&From={Uri.EscapeDataString(Stage.Line)}&DateSent%3E=2026-11-20&PageSize=2");
        page.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("body").GetString()).ShouldBe(["Number 3", "Number 2"]);
        (page.GetProperty("page").GetInt32(), page.GetProperty("page_size").GetInt32(), page.GetProperty("start").GetInt32(), page.GetProperty("end").GetInt32()).ShouldBe((0, 2, 0, 1));
        var next = page.GetProperty("next_page_uri").GetString()!;
        next.ShouldStartWith($"/2010-04-01/Accounts/{Stage.Account}/Messages.json?");
        var (_, rest) = await stage.Get(next[$"/2010-04-01/Accounts/{Stage.Account}/".Length..]);
        rest.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("body").GetString()).ShouldBe(["Number 1"]);
        rest.GetProperty("next_page_uri").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await stage.Get("Messages.json?DateSent%3C=2026-11-19")).Body.GetProperty("messages").GetArrayLength().ShouldBe(0);
    }
}
