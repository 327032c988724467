using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>Contacts that are handed on, or change into a task.</summary>
public sealed partial class ModelPool
{
    /// <summary>Hands a contact to a person, a skill or a line.</summary>
    /// <param name="owner">Who must own it, or null when a supervisor moves it.</param>
    public StepOutcome Transfer(ModelContact contact, AgentId? owner, TransferTarget target)
    {
        Begin();
        if (RefuseTransfer(contact, owner, target) is { } refused)
        {
            return Finish(refused);
        }

        var left = HandOver(contact);
        Retarget(contact, target);
        Enter(contact);
        Tell(RoutingEventKind.Transferred, contact, left);
        Match(contact);
        if (left is not null)
        {
            Settle(left.Agent);
        }

        return Finish();
    }

    /// <summary>A waiting person is promised a call back: a task of ours waits in their place.</summary>
    public StepOutcome PromiseCallBack(ModelContact contact, ContactId taskId)
    {
        Begin();
        if (contacts.ContainsKey(taskId) || contact.State != ContactState.Waiting)
        {
            return Finish(contacts.ContainsKey(taskId) && contact.CloseReason == CloseReason.CallBackPromised ? StepOutcome.Done : StepOutcome.NotPossibleNow);
        }

        var withdrawn = TakeBack(contact);
        Close(contact, ContactTrigger.Left, CloseReason.CallBackPromised);
        if (withdrawn is not null)
        {
            Tell(RoutingEventKind.Withdrawn, contact, withdrawn);
        }

        Tell(RoutingEventKind.Closed, contact, reason: Word(CloseReason.CallBackPromised));
        Arrive(contacts[taskId] = new()
        {
            Id = taskId, Line = contact.Line, Demand = contact.Demand, Plan = contact.Plan, Priority = contact.Priority,
            WaitingSince = contact.WaitingSince, From = contact.WaitingSince, KnownTo = contact.KnownTo, Task = ContactTask.CallBack,
        });
        if (withdrawn is not null)
        {
            Settle(withdrawn.Agent);
        }

        return Finish();
    }

    private StepOutcome? RefuseTransfer(ModelContact contact, AgentId? owner, TransferTarget target)
    {
        var isOwned = owner is null || (contact.State == ContactState.InHand && contact.Assignment!.Agent.Id == owner);
        return RefuseTarget(contact, target)
            ?? (!isOwned && contact.HandedOnBy == owner ? StepOutcome.Done
            : owner is null && contact.State == ContactState.Waiting && IsThere(contact, target) ? StepOutcome.Done
            : contact.State == ContactState.Closed ? StepOutcome.NotPossibleNow
            : !isOwned ? StepOutcome.NotYours
            : target is TransferTarget.ToAgent to && !CanBeHanded(contact, agents[to.Agent]) ? StepOutcome.NotPossibleNow
            : null);
    }

    private static bool CanBeHanded(ModelContact contact, ModelAgent agent) =>
        agent.IsReady && agent.CapacityOf(contact.Demand.Channel) >= 1 && !(contact.State == ContactState.InHand && contact.Assignment!.Agent == agent);

    private StepOutcome? RefuseTarget(ModelContact contact, TransferTarget target) => target switch
    {
        TransferTarget.ToAgent to when !agents.ContainsKey(to.Agent) => StepOutcome.Unknown,
        TransferTarget.ToSkills { Skills.Count: 0 } => StepOutcome.NotValid,
        TransferTarget.ToSkills to when !to.Skills.All(Skill.IsValid) || DemandAfter(contact, to).Skills.Count > Demand.MaxSkills => StepOutcome.NotValid,
        TransferTarget.ToLine to when settings.LineOf(to.Line) is null => StepOutcome.Unknown,
        _ => null,
    };

    private bool IsThere(ModelContact contact, TransferTarget target) =>
        target is TransferTarget.ToAgent to ? contact.ReservedFor == to.Agent : contact.ReservedFor is null && DemandAfter(contact, target) == contact.Demand;

    private Demand DemandAfter(ModelContact contact, TransferTarget target) => target switch
    {
        TransferTarget.ToSkills to => new(contact.Demand.Channel, [.. contact.Demand.Skills, .. to.Skills]),
        TransferTarget.ToLine to => new(
            contact.Demand.Channel,
            contact.Demand.Skills.Where(s => !s.StartsWith("line:", StringComparison.Ordinal)).Append(Skill.Line(to.Line))),
        _ => contact.Demand,
    };

    // It leaves whoever it rings at or belongs to. The agent who hands it on keeps the story and rests from it.
    private ModelAssignment? HandOver(ModelContact contact)
    {
        var left = contact.Assignment;
        if (left is null)
        {
            Leave(contact);
            return null;
        }

        if (contact.State == ContactState.InHand)
        {
            contact.KnownTo ??= left.Agent.Id;
            contact.HandedOnBy = left.Agent.Id;
            Rest(contact, left.Agent);
        }

        var withdraws = AssignmentLife.Next(left.State, AssignmentTrigger.Withdraw) is not null;
        Move(left, withdraws ? AssignmentTrigger.Withdraw : AssignmentTrigger.TransferredAway);
        contact.Assignment = null;
        return left;
    }

    private void Retarget(ModelContact contact, TransferTarget target)
    {
        Move(contact, ContactTrigger.Transferred);
        (contact.From, contact.Again) = (at, at);
        (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        if (target is TransferTarget.ToAgent to)
        {
            (contact.ReservedFor, contact.ReservedUntil) = (to.Agent, at + Ms(settings.Transfer));
            contact.Declined.Remove(to.Agent);
        }
        else
        {
            contact.Demand = DemandAfter(contact, target);
            contact.Plan = PlanOf(contact.Line, contact.Demand);
            contact.Stage = 0;
        }
    }

    /// <summary>A contact comes for the first time: kept for the agent who knows the story and is there but busy, else for whoever can take it.</summary>
    private void Arrive(ModelContact contact)
    {
        contact.Stage = contact.Plan.StageAt(at - contact.From);
        QueueOf(contact.Shape);
        if (IsKeptForStory(contact))
        {
            (contact.ReservedFor, contact.ReservedUntil) = (contact.KnownTo, at + contact.Plan.Story);
        }

        Tell(RoutingEventKind.Enqueued, contact);
        if (contact.ReservedFor is not null || !Match(contact))
        {
            Enter(contact);
        }
    }

    private bool IsKeptForStory(ModelContact contact) =>
        contact.Plan.Story > 0 && contact.Task is null && contact.KnownTo is { } known && agents.TryGetValue(known, out var agent)
        && agent.IsReady && agent.CanServe(contact.Shape) && (!IsFree(agent, contact.Shape) || IsHeld(agent, contact));
}
