using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Hands contacts on: its agent, cold or warm; a supervisor moves it or takes it over.</summary>
internal sealed class Transfers(
    CareOf careOf, IContactRouter router, IPoolView pools, ICallFile file, Colleagues colleagues, IServiceLines lines, TimeProvider time, ILogger<Transfers> logger)
{
    /// <summary>Longer than a step takes from its note to Routing's answer.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    public async Task<Results<NoContent, ProblemHttpResult>> TransferAsync(ConsoleUser user, ContactId contact, TransferRequest request)
    {
        if (TargetOf(request) is not { } target)
        {
            return Problems.Invalid("Choose whom it goes to", "It goes to one colleague, to people with a skill, or to a line.");
        }

        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        var owns = held is not null && AssignmentLife.OwnsContact(held.State);
        if (!known || (!owns && !user.IsSupervisor))
        {
            return known ? Problems.NotYours() : Problems.NoSuchContact();
        }

        if (!request.Warm)
        {
            return Answer(await StepAsync(user, contact, owns ? user.Id : null, target), target);
        }

        return owns && held is { State: AssignmentState.Active, Channel: Channel.Phone }
            ? await KeepingAsync(user, contact, new Handover(held.Id, user.Id, HandoverKind.Warm, time.GetUtcNow()), user.Id, target)
            : Problems.Conflict("Only a call can be handed over in person", "Hand it on without talking first, or wait until it is connected. Nothing was changed.");
    }

    /// <summary>The supervisor is offered the call; its agent stays with the person until they are there.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> TakeOverAsync(ConsoleUser user, ContactId contact)
    {
        if (await router.StandingAsync(user.Pool, contact, CancellationToken.None) is not { } standing)
        {
            return Problems.NoSuchContact();
        }

        return standing.Assignment is { State: AssignmentState.Active, Channel: Channel.Phone } owner && owner.Agent != user.Id
            ? await KeepingAsync(user, contact, new Handover(owner.Id, owner.Agent, HandoverKind.TakeOver, time.GetUtcNow()), owner: null, new TransferTarget.ToAgent(user.Id))
            : Problems.Conflict("There is no call to take over", "Nobody else is talking on it at this moment. Nothing was changed.");
    }

    public async Task<Results<Ok<TransferTargets>, ProblemHttpResult>> TargetsAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, cancellationToken);
        if (!known || (held is null && !user.IsSupervisor))
        {
            return known ? Problems.NotYours() : Problems.NoSuchContact();
        }

        var pool = await pools.SnapshotAsync(user.Pool, cancellationToken);
        var channel = pool.Contacts.FirstOrDefault(c => c.Id == contact)?.Demand.Channel ?? Channel.Phone;
        var records = await colleagues.OfPoolAsync(user.Pool, cancellationToken);
        var busy = pool.Assignments.Where(a => AssignmentLife.TakesRoom(a.State)).Select(a => a.Agent).ToHashSet();
        var ready = pool.Agents.Where(a => a is { Status: AgentStatus.Available, Connected: true }).Select(a => a.Id).ToHashSet();
        var owner = pool.Assignments.FirstOrDefault(a => a.Contact == contact && AssignmentLife.OwnsContact(a.State))?.Agent;
        return TypedResults.Ok(new TransferTargets(
            [.. records
                .Where(r => ready.Contains(r.Id) && r.Id != user.Id && r.Id != owner && r.Capacity.GetValueOrDefault(channel) > 0)
                .Select(r => new TransferAgent(r.Id, r.DisplayName, !busy.Contains(r.Id)))
                .OrderByDescending(a => a.Free).ThenBy(a => a.Name, StringComparer.CurrentCulture)],
            [.. lines.All.Where(l => l.Pool == user.Pool).Select(l => new TransferLine(l.Id, l.Name)).OrderBy(l => l.Name, StringComparer.CurrentCulture)],
            [.. records.SelectMany(r => r.Skills).Select(s => Skill.Split(s).Name).Where(s => !s.StartsWith("line:", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }

    /// <summary>Noted first, so that the gateway finds it when it hears of the transfer and does not part the first agent from the person.</summary>
    private async Task<Results<NoContent, ProblemHttpResult>> KeepingAsync(ConsoleUser user, ContactId contact, Handover handover, AgentId? owner, TransferTarget target)
    {
        var call = await file.ReadAsync(contact, CancellationToken.None);
        if (IsUnderWay(call, handover) || !await file.ChangeHandoverAsync(contact, call.Handover, handover, CancellationToken.None))
        {
            return Problems.Conflict("It is being handed over already", "The agent who had it before is still on the line. Let them finish, or ask them to leave the call, and try again. Nothing was changed.");
        }

        await file.SetHoldReasonAsync(contact, HoldReason.Transfer, CancellationToken.None);
        var outcome = await StepAsync(user, contact, owner, target);
        if (outcome != StepOutcome.Done)
        {
            await file.ChangeHandoverAsync(contact, handover, call.Handover, CancellationToken.None);
        }

        return Answer(outcome, target);
    }

    /// <summary>An agent before this one is still with the person, or somebody else began the same a moment ago. One left over from a transfer that did not happen is none.</summary>
    private static bool IsUnderWay(CallFile call, Handover next) => call.Handover is { } other && (other.From == next.From
        ? next.At - other.At < AtOnce
        : call.Legs.Any(l => l.Assignment == other.From && l.State == CallLegState.InConference));

    private async Task<StepOutcome> StepAsync(ConsoleUser user, ContactId contact, AgentId? owner, TransferTarget target)
    {
        var outcome = await router.TransferAsync(user.Pool, contact, owner, target, CancellationToken.None);
        Log.HandedOn(logger, user.Id, contact, outcome);
        return outcome;
    }

    private static Results<NoContent, ProblemHttpResult> Answer(StepOutcome outcome, TransferTarget target) => outcome switch
    {
        StepOutcome.Done => TypedResults.NoContent(),
        StepOutcome.Unknown => Problems.Conflict("They are not there to take it", "The colleague has left, or the line is not one of this team's. Choose somebody else. Nothing was changed."),
        StepOutcome.NotYours => Problems.NotYours(),
        StepOutcome.NotValid => Problems.Invalid("It cannot be asked for like that", "The skill is not one, or there are too many. Nothing was changed."),
        StepOutcome.NotPossibleNow => target is TransferTarget.ToAgent
            ? Problems.Conflict("They cannot take it now", "They are not available, do not take calls, or have it already. Choose somebody else. Nothing was changed.")
            : Problems.Conflict("It cannot be handed on now", "It is over, or nobody there takes it. Nothing was changed."),
        _ => throw new InvalidOperationException($"No such outcome here: {outcome}."),
    };

    private static TransferTarget? TargetOf(TransferRequest request) => request switch
    {
        { Agent: { } agent, Skills: null, Line: null } => new TransferTarget.ToAgent(agent),
        { Agent: null, Skills: { Count: > 0 } skills, Line: null } => new TransferTarget.ToSkills(skills),
        { Agent: null, Skills: null, Line: { } line } when ShortName.IsValid(line.Value) => new TransferTarget.ToLine(line),
        _ => null,
    };
}
