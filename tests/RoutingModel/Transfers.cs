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
        if (contact.State == ContactState.Closed)
        {
            return Finish(StepOutcome.NotPossibleNow);
        }

        if (owner is not null && (contact.State != ContactState.InHand || contact.Assignment!.Agent.Id != owner))
        {
            return Finish(StepOutcome.NotYours);
        }

        if (RefuseTarget(contact, target) is { } refused)
        {
            return Finish(refused);
        }

        if (contact.State == ContactState.Waiting && IsThere(contact, target))
        {
            return Finish();
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
        if (contact.State != ContactState.Waiting)
        {
            return Finish(contact.CloseReason == CloseReason.CallBackPromised ? StepOutcome.Done : StepOutcome.NotPossibleNow);
        }

        var withdrawn = TakeBack(contact);
        Close(contact, ContactTrigger.Left, CloseReason.CallBackPromised);
        if (withdrawn is not null)
        {
            Tell(RoutingEventKind.Withdrawn, contact, withdrawn);
        }

        Tell(RoutingEventKind.Closed, contact, reason: Word(CloseReason.CallBackPromised));
        var task = contacts[taskId] = new()
        {
            Id = taskId, Line = contact.Line, Demand = contact.Demand, Plan = contact.Plan, Priority = contact.Priority,
            WaitingSince = contact.WaitingSince, From = contact.WaitingSince, KnownTo = contact.KnownTo, Task = ContactTask.CallBack,
        };
        Wait(task);
        Tell(RoutingEventKind.Enqueued, task);
        Match(task);
        if (withdrawn is not null)
        {
            Settle(withdrawn.Agent);
        }

        return Finish();
    }

    private StepOutcome? RefuseTarget(ModelContact contact, TransferTarget target) => target switch
    {
        TransferTarget.ToAgent to when !agents.ContainsKey(to.Agent) => StepOutcome.Unknown,
        TransferTarget.ToAgent to when agents[to.Agent].CapacityOf(contact.Demand.Channel) < 1 => StepOutcome.NotPossibleNow,
        TransferTarget.ToSkills to when !to.Skills.All(Skill.IsValid) || Widened(contact, to).Skills.Count > Demand.MaxSkills => StepOutcome.NotValid,
        TransferTarget.ToLine to when settings.PolicyOf(to.Line) is null => StepOutcome.Unknown,
        _ => null,
    };

    private static bool IsThere(ModelContact contact, TransferTarget target) => target switch
    {
        TransferTarget.ToAgent to => contact.ReservedFor == to.Agent,
        TransferTarget.ToSkills to => contact.ReservedFor is null && Widened(contact, to) == contact.Demand,
        TransferTarget.ToLine to => contact.ReservedFor is null && contact.Line == to.Line,
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "No such target."),
    };

    private static Demand Widened(ModelContact contact, TransferTarget.ToSkills to) => new(contact.Demand.Channel, [.. contact.Demand.Skills, .. to.Skills]);

    private static Demand OfLine(ModelContact contact, LineId line) =>
        new(contact.Demand.Channel, [.. contact.Demand.Skills.Where(s => s != Skill.Line(contact.Line)), Skill.Line(line)]);

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
            Rest(contact, left.Agent);
        }

        var withdraws = AssignmentLife.Next(left.State, AssignmentTrigger.Withdraw) is not null;
        Move(left, withdraws ? AssignmentTrigger.Withdraw : AssignmentTrigger.TransferredAway);
        contact.Assignment = null;
        if (withdraws)
        {
            Tell(RoutingEventKind.Withdrawn, contact, left);
        }

        return left;
    }

    private void Retarget(ModelContact contact, TransferTarget target)
    {
        Move(contact, ContactTrigger.Transferred);
        contact.From = at;
        (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        switch (target)
        {
            case TransferTarget.ToAgent to:
                (contact.ReservedFor, contact.ReservedUntil) = (to.Agent, at + Ms(settings.Transfer));
                break;
            case TransferTarget.ToSkills to:
                contact.Demand = Widened(contact, to);
                contact.Plan = PlanOf(contact.Line, contact.Demand);
                break;
            case TransferTarget.ToLine to:
                contact.Demand = OfLine(contact, to.Line);
                contact.Line = to.Line;
                contact.Plan = PlanOf(contact.Line, contact.Demand);
                break;
        }
    }

    private void KeepForStory(ModelContact contact)
    {
        if (contact.Plan.Story > 0 && contact.KnownTo is { } known && agents.TryGetValue(known, out var agent)
            && agent.IsReady && agent.CanServe(contact.Shape) && !IsFree(agent, contact.Shape))
        {
            Leave(contact);
            (contact.ReservedFor, contact.ReservedUntil) = (known, at + contact.Plan.Story);
            Enter(contact);
        }
    }
}
