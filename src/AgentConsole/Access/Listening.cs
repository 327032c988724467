using System.Security.Cryptography;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>A supervisor takes part in a colleague's call. Each step is audited in Records, and the agent sees it.</summary>
internal sealed class Listening(IContactRouter router, ICallFile file, ILogger<Listening> logger)
{
    public async Task<Results<Ok<ListenTicket>, ProblemHttpResult>> StartAsync(ConsoleUser user, ContactId contact)
    {
        var standing = await router.StandingAsync(user.Pool, contact, CancellationToken.None);
        if (standing is null)
        {
            return Problems.NoSuchContact();
        }

        if (standing is not { Contact.Demand.Channel: Channel.Phone, Assignment: { State: AssignmentState.Active } owner })
        {
            return Problems.Conflict("There is no call to listen to", "Nobody is talking on it at this moment.");
        }

        if (owner.Agent == user.Id)
        {
            return Problems.Conflict("This is your own call", "You are on it already.");
        }

        var (party, ticket) = (CallPartyId.New(), RandomNumberGenerator.GetHexString(32, lowercase: true));
        return await file.AskSupervisorAsync(user.Pool, contact, party, user.Id, ticket, ListeningMode.Listen, CancellationToken.None)
            ? TypedResults.Ok(new ListenTicket(party, ticket))
            : Problems.NoSuchContact();
    }

    public async Task<Results<Accepted, ProblemHttpResult>> ChangeAsync(ConsoleUser user, ContactId contact, ListeningMode mode)
    {
        if (await MineAsync(user, contact) is not { } party || !await file.ChangeModeAsync(party, user.Id, mode, CancellationToken.None))
        {
            return NotListening();
        }

        var kind = mode switch
        {
            ListeningMode.Listen => MediaOrderKind.Listen,
            ListeningMode.Whisper => MediaOrderKind.Whisper,
            ListeningMode.Barge => MediaOrderKind.Barge,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
        };
        return await OrderAsync(user, contact, new(kind, party));
    }

    public async Task<Results<Accepted, ProblemHttpResult>> LeaveAsync(ConsoleUser user, ContactId contact) =>
        await MineAsync(user, contact) is { } party ? await OrderAsync(user, contact, new(MediaOrderKind.RemoveParty, party)) : NotListening();

    /// <summary>Ends a stuck call in its agent's place: the outcome stays for the agent to write.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> EndAsync(ConsoleUser user, ContactId contact)
    {
        if (await router.StandingAsync(user.Pool, contact, CancellationToken.None) is not { } standing)
        {
            return Problems.NoSuchContact();
        }

        var outcome = standing.Assignment is { } owner ? await router.EndAsync(user.Pool, owner.Id, owner.Agent, CancellationToken.None) : StepOutcome.NotPossibleNow;
        Log.EndedBySupervisor(logger, user.Id, contact, outcome);
        return outcome == StepOutcome.Done
            ? TypedResults.NoContent()
            : Problems.Conflict("There is nothing to end", "It is not connected, or it is over already. Nothing was changed.");
    }

    private async Task<CallPartyId?> MineAsync(ConsoleUser user, ContactId contact) =>
        (await file.ReadAsync(contact, CancellationToken.None)).Parties
            .LastOrDefault(p => p.Party is { Role: CallPartyRole.Supervisor, IsOver: false } && p.Party.AskedBy == user.Id && p.Party.Pool == user.Pool)?.Party.Id;

    private async Task<Results<Accepted, ProblemHttpResult>> OrderAsync(ConsoleUser user, ContactId contact, MediaOrder order)
    {
        var outcome = await router.OrderAsync(user.Pool, contact, by: null, order, CancellationToken.None);
        Log.Ordered(logger, user.Id, order.Kind, contact, outcome);
        return outcome == StepOutcome.Done ? TypedResults.Accepted((string?)null) : NotListening();
    }

    private static ProblemHttpResult NotListening() => Problems.Conflict("You are not on this call", "It may be over, or the line to it broke. Listen again if it still goes on.");
}
