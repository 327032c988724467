using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>What an agent sees of their call and orders about it. An order is taken here and carried out by the gateway; what came of it the call view says.</summary>
internal sealed class CallDesk(CareOf careOf, IContactRouter router, ICallFile file, Recordings recordings, ILogger<CallDesk> logger)
{
    private const int MostParties = 4;
    private const int LongestText = 60;

    public async Task<Results<Ok<CallView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, OwnPhoneDesk own, CancellationToken cancellationToken)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (!known)
        {
            return Problems.NoSuchContact();
        }

        var call = await file.ReadAsync(contact, cancellationToken);
        var mine = (held is not null && CareOf.Holds(held.State)) || call.Handover?.Agent == user.Id;
        if (!mine && !user.IsSupervisor)
        {
            return Problems.NotYours();
        }

        var standing = await router.StandingAsync(user.Pool, contact, cancellationToken);
        return TypedResults.Ok(CallViews.Of(contact, call, standing) with { OwnPhone = await own.LegOfAsync(standing, cancellationToken) });
    }

    public async Task<Results<Accepted, ProblemHttpResult>> HoldAsync(ConsoleUser user, ContactId contact)
    {
        if (await RefusalAsync(user, contact) is { } refusal)
        {
            return refusal;
        }

        await file.SetHoldReasonAsync(contact, HoldReason.Agent, CancellationToken.None);
        return await OrderAsync(user, contact, new(MediaOrderKind.Hold));
    }

    public async Task<Results<Accepted, ProblemHttpResult>> AddAsync(ConsoleUser user, ContactId contact, AddPartyRequest request)
    {
        if (request.Role is not (CallPartyRole.Interpreter or CallPartyRole.ThirdParty))
        {
            return Problems.Invalid("Nobody like that can be brought in", "Bring in an interpreter or somebody else by their number.");
        }

        if (!PartyNumber.TryRead(request.Number, out var number, out var problem))
        {
            return Problems.Invalid("This number cannot be rung", problem);
        }

        if (new[] { request.Name, request.Language, request.Provider }.Any(text => text?.Length > LongestText))
        {
            return Problems.Invalid("That is too long", $"Name, language and provider have at most {LongestText} characters each.");
        }

        if (await RefusalAsync(user, contact) is { } refusal)
        {
            return refusal;
        }

        var call = await file.ReadAsync(contact, CancellationToken.None);
        if (call.Parties.Count(p => !p.Party.IsOver && p.Party.Id != request.Id && p.Party.Role != CallPartyRole.Supervisor) >= MostParties)
        {
            return Problems.Conflict("There are enough people on this call", $"At most {MostParties} can be brought in at once. Take somebody off first.");
        }

        var about = new PartyAbout(number, Given(request.Name), Given(request.Language), Given(request.Provider));
        if (!await file.AskAsync(user.Pool, contact, request.Id, request.Role, about, user.Id, CancellationToken.None))
        {
            return Problems.NoSuchContact();
        }

        await recordings.PauseForSomebodyAsync(user, contact);
        if (request.Hold)
        {
            await file.SetHoldReasonAsync(contact, HoldReason.Party, CancellationToken.None);
            await router.OrderAsync(user.Pool, contact, user.Id, new(MediaOrderKind.Hold), CancellationToken.None);
        }

        return await OrderAsync(user, contact, new(MediaOrderKind.AddParty, request.Id));
    }

    public async Task<Results<Accepted, ProblemHttpResult>> LeaveAloneAsync(ConsoleUser user, ContactId contact)
    {
        if (await RefusalAsync(user, contact) is { } refusal)
        {
            return refusal;
        }

        var call = await file.ReadAsync(contact, CancellationToken.None);
        return call.Parties.Any(p => p.Party is { State: CallPartyState.Joined, Role: not CallPartyRole.Supervisor })
            ? await OrderAsync(user, contact, new(MediaOrderKind.LeaveAlone))
            : Problems.Conflict("There is nobody to leave them with", "Bring somebody in first, and wait until they are on the line. Nothing was changed.");
    }

    /// <summary>Also one who still rings. A supervisor is nobody's to take off.</summary>
    public async Task<Results<Accepted, ProblemHttpResult>> RemoveAsync(ConsoleUser user, ContactId contact, CallPartyId party)
    {
        if (await RefusalAsync(user, contact) is { } refusal)
        {
            return refusal;
        }

        return (await file.ReadAsync(contact, CancellationToken.None)).Parties.FirstOrDefault(p => p.Party.Id == party)?.Party.Role switch
        {
            null => Problems.NoSuchParty(),
            CallPartyRole.Supervisor => Problems.Conflict("A supervisor leaves by themselves", "Ask them, if you would rather be alone with the person. Nothing was changed."),
            _ => await OrderAsync(user, contact, new(MediaOrderKind.RemoveParty, party)),
        };
    }

    /// <summary>Ends a warm transfer; the first agent's to do.</summary>
    public async Task<Results<Accepted, ProblemHttpResult>> EndHandoverAsync(ConsoleUser user, ContactId contact, MediaOrderKind how)
    {
        var standing = await router.StandingAsync(user.Pool, contact, CancellationToken.None);
        if (standing is null)
        {
            return Problems.NoSuchContact();
        }

        var handover = CallViews.Of(contact, await file.ReadAsync(contact, CancellationToken.None), standing).Handover;
        if (handover?.From != user.Id)
        {
            return Problems.NotYours();
        }

        return how == MediaOrderKind.HandOver && handover.To is null
            ? Problems.Conflict("Nobody has taken it yet", "Stay with them until somebody has, or let them wait in the queue. Nothing was changed.")
            : await OrderAsync(user, contact, new(how));
    }

    /// <summary>Once begun it is not given up with the request. The agent who talks with the person may, and the first agent of a warm transfer until it is done.</summary>
    public async Task<Results<Accepted, ProblemHttpResult>> OrderAsync(ConsoleUser user, ContactId contact, MediaOrder order)
    {
        var outcome = await router.OrderAsync(user.Pool, contact, user.Id, order, CancellationToken.None);
        if (outcome == StepOutcome.NotYours && (await file.ReadAsync(contact, CancellationToken.None)).Handover?.Agent == user.Id)
        {
            outcome = await router.OrderAsync(user.Pool, contact, by: null, order, CancellationToken.None);
        }

        Log.Ordered(logger, user.Id, order.Kind, contact, outcome);
        return outcome switch
        {
            StepOutcome.Done => TypedResults.Accepted((string?)null),
            StepOutcome.Unknown => Problems.NoSuchContact(),
            StepOutcome.NotYours => Problems.NotYours(),
            StepOutcome.NotPossibleNow => Problems.Conflict("The call is not connected", "It has not begun yet, or it is over. Nothing was changed."),
            _ => throw new InvalidOperationException($"No such outcome here: {outcome}."),
        };
    }

    /// <summary>Null when the user talks with the person, or did and is still on the line to hand them over.</summary>
    private async Task<ProblemHttpResult?> RefusalAsync(ConsoleUser user, ContactId contact)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        return held switch
        {
            { State: AssignmentState.Active, Channel: Channel.Phone } => null,
            { Channel: not Channel.Phone } => Problems.Conflict("This is not a call", "Only a call has these controls. Nothing was changed."),
            { State: AssignmentState.Connecting } => Problems.Conflict("The call is not connected", "It has not begun yet. Nothing was changed."),
            _ when !known => Problems.NoSuchContact(),
            _ when (await file.ReadAsync(contact, CancellationToken.None)).Handover?.Agent == user.Id => null,
            _ => Problems.NotYours(),
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
