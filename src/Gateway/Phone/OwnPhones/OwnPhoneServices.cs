using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpline.Gateway.Phone.OwnPhones;

/// <summary>Agents' own telephones.</summary>
internal static class OwnPhoneServices
{
    public static void AddOwnPhones(this IServiceCollection services)
    {
        services.TryAddSingleton<OwnPhoneUrls>();
        services.TryAddSingleton<OwnPhoneCalls>();
        services.TryAddSingleton<OwnPhoneAnswers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoutingEventHandler, OwnPhoneEvents>());
    }

    public static void Map(RouteGroupBuilder documents, RouteGroupBuilder notices)
    {
        documents.MapPost("/own-phone", static (HttpContext http, OwnPhoneAnswers answers) =>
            OwnPhonePlace.Of(http.Request.Query) is { } place ? answers.AnsweredAsync(place, TwilioForm.Of(http)) : Task.FromResult<IResult>(NotOurs()));
        documents.MapPost("/own-phone-key", static (HttpContext http, OwnPhoneAnswers answers) =>
            OwnPhonePlace.Of(http.Request.Query) is { } place ? answers.KeyAsync(place, TwilioForm.Of(http)) : Task.FromResult<IResult>(NotOurs()));
        notices.MapPost("/own-phone-status", StatusAsync);
    }

    private static async Task<IResult> StatusAsync(HttpContext http, OwnPhoneAnswers answers)
    {
        if (OwnPhonePlace.Of(http.Request.Query) is not { } place)
        {
            return NotOurs();
        }

        await answers.StatusAsync(place, TwilioForm.Of(http), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NotOurs() => TypedResults.Problem("Pool, contact and assignment are missing from the address.", statusCode: 400, title: "Not an agent's telephone");
}
