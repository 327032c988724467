using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpline.Gateway.Sms;

/// <summary>Twilio's messaging webhooks: a text came in; one of ours has come further.</summary>
internal static class SmsEndpoints
{
    public static void Map(RouteGroupBuilder twilio)
    {
        var sms = twilio.MapGroup("/sms");
        sms.MapPost("/incoming", static (HttpContext http, SmsArrives sms) => sms.HandleAsync(TwilioForm.Of(http)));
        sms.MapGroup("").AddEndpointFilter<RepeatedByTwilio>().MapPost("/status", StatusAsync);
    }

    private static async Task<IResult> StatusAsync(HttpContext http, SmsDelivery delivery)
    {
        var form = TwilioForm.Of(http);
        if (form["MessageSid"] is not { } sid || form["MessageStatus"] is not { } status)
        {
            return TypedResults.Problem("MessageSid and MessageStatus are needed.", statusCode: 400, title: "Not a message status");
        }

        if (SmsStatus.Read(status, int.TryParse(form["ErrorCode"], out var code) ? code : 0) is { } news)
        {
            MessageId? message = MessageId.TryParse(http.Request.Query["message"], provider: null, out var named) ? named : null;
            await delivery.ApplyAsync(sid, message, news, http.RequestAborted);
        }

        return TypedResults.NoContent();
    }
}
