using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>Where waiting callers' keys and messages lead.</summary>
internal static class WaitingEndpoints
{
    public static void Map(RouteGroupBuilder documents, RouteGroupBuilder notices)
    {
        documents.MapPost("/choose", static (HttpContext http, WaitChoices choices) => choices.ChooseAsync(TwilioForm.Of(http)));
        documents.MapPost("/recorded", static (HttpContext http, LeaveMessage message) => message.RecordedAsync(TwilioForm.Of(http)));
        documents.MapPost("/message-choice", static (HttpContext http, LeaveMessage message) => message.ChosenAsync(TwilioForm.Of(http)));
        documents.MapPost("/message-kept", static (HttpContext http, LeaveMessage message) => message.KeptAsync(TwilioForm.Of(http)));
        documents.MapPost("/no-message", static (HttpContext http, LeaveMessage message) => message.NoMessageAsync(TwilioForm.Of(http)));
        notices.MapPost("/recording", RecordingAsync);
    }

    private static async Task<NoContent> RecordingAsync(HttpContext http, LeaveMessage message)
    {
        await message.ReadyAsync(TwilioForm.Of(http), http.RequestAborted);
        return TypedResults.NoContent();
    }
}
