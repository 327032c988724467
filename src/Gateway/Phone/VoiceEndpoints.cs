using Helpline.Contracts;
using Helpline.Gateway.Phone.OwnPhones;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpline.Gateway.Phone;

/// <summary>Twilio's voice webhooks. All are POST and signed; documents are answered at once, notices are repeated by Twilio when we fail.</summary>
internal static class VoiceEndpoints
{
    public static void Map(RouteGroupBuilder twilio)
    {
        var voice = twilio.MapGroup("/voice");
        voice.MapPost("/incoming", IncomingAsync);
        voice.MapPost("/wait", static (HttpContext http, WaitingRoom room) => room.WaitAsync(TwilioForm.Of(http), http.Request.Query.ContainsKey("choices")));
        voice.MapPost("/join", JoinAsync);
        voice.MapPost("/caller-left", static (HttpContext http, WaitingRoom room) => room.CallerLeftAsync(TwilioForm.Of(http)));
        voice.MapPost("/requeue", Requeue);
        voice.MapPost("/farewell", static (HttpContext http, VoiceDocuments documents, CallerSpeech speech) => documents.Farewell(speech.LineOf(TwilioForm.Of(http))));
        voice.MapPost("/client", static (HttpContext http, AgentArrives agent, SupervisorArrives supervisor) =>
            TwilioForm.Of(http) is var form && form["party"] is null ? agent.HandleAsync(form) : supervisor.HandleAsync(form));
        voice.MapPost("/hold", static (HttpContext http, VoiceDocuments documents, CallerSpeech speech) =>
            documents.OnHold(speech.LineOf(TwilioForm.Of(http)), VoiceUrls.ReasonOf(http.Request.Query["why"]), http.Request.Query.ContainsKey("again")));

        var notices = voice.MapGroup("").AddEndpointFilter<RepeatedByTwilio>();
        notices.MapPost("/queue-left", static (HttpContext http, WaitingRoom room) => room.QueueLeftAsync(TwilioForm.Of(http), http.RequestAborted));
        notices.MapPost("/status", StatusAsync);
        notices.MapPost("/agent-left", AgentLeftAsync);
        notices.MapPost("/conference", ConferenceAsync);
        notices.MapPost("/party", PartyAsync);
        WaitingEndpoints.Map(voice, notices);
        OwnPhoneServices.Map(voice, notices);
        RecordingNews.Map(notices);
    }

    private static IResult Requeue(HttpContext http, VoiceDocuments documents, CallerSpeech speech)
    {
        var line = speech.LineOf(TwilioForm.Of(http));
        return http.Request.Query["why"] == "transfer" ? documents.PassedOn(line) : documents.BackToQueue(line);
    }

    private static Task<IResult> IncomingAsync(HttpContext http, CallerArrives caller) =>
        caller.HandleAsync(TwilioForm.Of(http), heldBefore: http.Request.Query.ContainsKey("held"));

    private static async Task<IResult> JoinAsync(HttpContext http, WaitingRoom room) =>
        ContactId.TryParse(http.Request.Query["contact"], provider: null, out var contact)
            ? await room.JoinAsync(TwilioForm.Of(http), contact)
            : TypedResults.Problem("The contact is missing from the address.", statusCode: 400, title: "Not a join");

    private static async Task<IResult> StatusAsync(HttpContext http, CallConnection connection)
    {
        var form = TwilioForm.Of(http);
        if (form["CallSid"] is not { } call)
        {
            return TypedResults.Problem("CallSid is needed.", statusCode: 400, title: "Not a call status");
        }

        if (TwilioCallStatus.IsOver(form["CallStatus"]))
        {
            await connection.CallEndedAsync(call, http.RequestAborted, form["CallStatus"]);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> AgentLeftAsync(HttpContext http, CallConnection connection)
    {
        if (TwilioForm.Of(http)["CallSid"] is { } call)
        {
            await connection.AgentLeftAsync(call, conferenceSid: null, http.RequestAborted);
        }

        return VoiceDocuments.EndAgentLeg();
    }

    private static async Task<IResult> PartyAsync(HttpContext http, PartyNews news)
    {
        if (!CallPartyId.TryParse(http.Request.Query["party"], provider: null, out var party))
        {
            return TypedResults.Problem("The party is missing from the address.", statusCode: 400, title: "Not a party's call");
        }

        await news.CallStatusAsync(party, TwilioForm.Of(http), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ConferenceAsync(HttpContext http, ConferenceNews news)
    {
        await news.HandleAsync(TwilioForm.Of(http), http.RequestAborted);
        return TypedResults.NoContent();
    }
}
