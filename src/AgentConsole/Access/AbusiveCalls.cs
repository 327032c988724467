using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>An agent leaves an abusive call without giving a reason. Nobody is named in what is kept, and nobody's number is blocked.</summary>
internal sealed class AbusiveCalls(
    CareOf careOf, IStaffIncidents incidents, IDangers dangers, IContactRouter router, ILogger<AbusiveCalls> logger)
{
    public async Task<Results<NoContent, ProblemHttpResult>> LeaveAsync(ConsoleUser user, ContactId contact, AbusiveCallRequest request)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        if (held is null || await router.StandingAsync(user.Pool, contact, CancellationToken.None) is not { } standing)
        {
            return known ? Problems.NotYours() : Problems.NoSuchContact();
        }

        if (held is not { State: AssignmentState.Active, Channel: Channel.Phone })
        {
            return Problems.Conflict("You are not on this call", "It is not connected, or it is over already. Nothing was changed.");
        }

        var ends = request.Way == StaffIncidentWay.Ended;
        if (ends && (await dangers.OpenAsync(user.Pool, CancellationToken.None)).Any(d => d.Contact == contact || d.Returned == contact))
        {
            return Problems.Conflict("Somebody is in danger on this call", "Hand it over instead, so that a colleague stays with them. Nothing was changed.");
        }

        await incidents.RecordAsync(new StaffIncident(request.Id, user.Pool, standing.Contact.Line, standing.Contact.Demand.Channel, request.Way), CancellationToken.None);
        var outcome = ends
            ? await router.OrderAsync(user.Pool, contact, user.Id, new(MediaOrderKind.Farewell), CancellationToken.None)
            : await HandOverAsync(user, contact, standing);
        Log.AbusiveCallLeft(logger, request.Way, outcome);
        return outcome == StepOutcome.Done
            ? TypedResults.NoContent()
            : Problems.Conflict("The call could not be left like this", "It may be over, or in other hands already. If you are still on it, press End. Nothing was changed.");
    }

    public Task<StaffIncidentCounts> CountAsync(ConsoleUser user, CancellationToken cancellationToken) => incidents.CountAsync(user.Pool, cancellationToken);

    /// <summary>To whoever could take it before, at its old place. Routing asks the one who hands it on after everybody else.</summary>
    private async Task<StepOutcome> HandOverAsync(ConsoleUser user, ContactId contact, ContactStanding standing)
    {
        await incidents.RelieveAsync(contact, CancellationToken.None);
        return await router.TransferAsync(user.Pool, contact, user.Id, new TransferTarget.ToSkills([standing.Contact.Demand.Skills[0]]), CancellationToken.None);
    }
}
