using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Helpline.AgentConsole.Api;

/// <summary>Everything under <c>/api</c>; ApiContract.cs is its table.</summary>
internal static class ConsoleApi
{
    /// <summary>Room for the longest notes an outcome may hold, in any script, and then some.</summary>
    private const int LongestBody = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api")
            .RequireAuthorization(Policies.Staff)
            .RequireOwnOrigin(OriginGuard.ChangesSomething)
            .AnswerWithProblems()
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        SessionEndpoints.Map(api.MapGroup("/session").WithTags("Session"));
        ContactEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Contacts"));
        SafeContactEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Safe contact"));
        SafeContactEndpoints.MapOverrides(api.MapGroup("/safe-overrides").WithTags("Safe contact"));
        DangerEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Danger"));
        DangerEndpoints.MapOpen(api.MapGroup("/dangers").WithTags("Danger"));
        CareEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Care"));
        CareEndpoints.MapIncidents(api.MapGroup("/staff-incidents").WithTags("Care"));
        TaskEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Tasks"));
        LineEndpoints.Map(api.MapGroup("/lines/{id}").WithTags("Lines"));
        CallEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Calls"));
        RecordingEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Recordings"));
        AgentEndpoints.Map(api.MapGroup("/agents/{id}").WithTags("Agents"));
        OutcomeEndpoints.Map(api.MapGroup("/assignments/{id}/outcome").WithTags("Outcomes"));
        OutcomeEndpoints.MapWords(api.MapGroup("").WithTags("Outcomes"));
        BegunCallEndpoints.Map(api.MapGroup("/contacts/{id}").WithTags("Calls"));
        BegunCallEndpoints.MapCalls(api.MapGroup("/calls").WithTags("Calls"));
        OwnPhoneEndpoints.Map(api.MapGroup("/own-phone").WithTags("Own phone"));
        SoftphoneEndpoints.Map(api.MapGroup("/softphone").WithTags("Softphone"));

        // Never called: it carries the hub's records into the document (see HubContract).
        endpoints.MapGet(HubContract.Path, () => Results.NotFound()).WithTags("Session").Produces<HubContract>();
    }
}
