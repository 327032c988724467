using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Where an agent's calls ring, and taking one on a telephone of their own. Everybody sees and changes their own alone; a supervisor has no way to anybody's number.</summary>
internal sealed class OwnPhoneDesk(IOwnPhones phones, IServiceLines lines, CareOf careOf, CallDesk desk, ILogger<OwnPhoneDesk> logger)
{
    public async Task<Ok<OwnPhone>> ReadAsync(ConsoleUser user, CancellationToken cancellationToken) => TypedResults.Ok(await phones.ReadAsync(user.Id, cancellationToken));

    public async Task<Results<Ok<OwnPhone>, ProblemHttpResult>> ChooseAsync(ConsoleUser user, ChooseOwnPhoneRequest request)
    {
        string? number = null;
        if (request.Number is { } typed && !PartyNumber.TryRead(typed, out number, out var problem))
        {
            return Problems.Invalid("This number cannot be rung", problem);
        }

        if (number is not null && lines.FindByAddress(Channel.Phone, number) is not null)
        {
            return Problems.Invalid("This is one of the helpline's own numbers", "Give a telephone that you answer yourself. Nothing was changed.");
        }

        if (await phones.ChooseAsync(user.Id, request.Rings, number, CancellationToken.None) is not { } chosen)
        {
            return Problems.Conflict("Your number is not known", "Type the number of your phone first. Nothing was changed.");
        }

        Log.OwnPhoneChosen(logger, user.Id, chosen.Rings);
        return TypedResults.Ok(chosen);
    }

    public async Task<NoContent> ForgetAsync(ConsoleUser user)
    {
        await phones.ForgetAsync(user.Id, CancellationToken.None);
        Log.OwnPhoneChosen(logger, user.Id, rings: false);
        return TypedResults.NoContent();
    }

    /// <summary>Before the accept, so that whoever reads of it finds where to ring. Null: go on; else why not.</summary>
    public async Task<AcceptedReply?> AskAsync(ConsoleUser user, AssignmentId assignment) =>
        await phones.AskAsync(assignment, user.Id, CancellationToken.None)
            ? null
            : new AcceptedReply(AcceptOutcome.NotOffered, Contact: null, Ticket: null, "Your calls do not ring on your phone any more. Press Answer once more to take it in this browser.");

    public async Task<Results<Ok<OwnPhoneEnd>, ProblemHttpResult>> EndAsync(ConsoleUser user, AssignmentId assignment, CancellationToken cancellationToken) =>
        await phones.FindRingAsync(assignment, cancellationToken) is { } ring && ring.Agent == user.Id ? TypedResults.Ok(new OwnPhoneEnd(ring.Problem)) : Problems.NoSuchAssignment();

    public async Task<Results<Accepted, ProblemHttpResult>> MuteAsync(ConsoleUser user, ContactId contact, bool muted)
    {
        var (held, _) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        return held is { State: AssignmentState.Active }
            ? await desk.OrderAsync(user, contact, new(muted ? MediaOrderKind.Mute : MediaOrderKind.Unmute, Assignment: held.Id))
            : Problems.NotYours();
    }

    public async Task<OwnPhoneLeg?> LegOfAsync(ContactStanding? standing, CancellationToken cancellationToken) =>
        standing?.Assignment is { State: AssignmentState.Connecting or AssignmentState.Active } held
        && await phones.FindRingAsync(held.Id, cancellationToken) is { } ring && ring.Agent == held.Agent
            ? new OwnPhoneLeg(ring.State, ring.Muted)
            : null;
}
