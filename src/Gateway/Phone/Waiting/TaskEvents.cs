using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>What Routing decided about tasks of ours on the phone: a message has no line at all, a call back has one only once we ring.</summary>
internal sealed class TaskEvents(IContactRouter router, ICallLegs legs, CallBackRinging callBacks, CallOrders orders)
{
    /// <summary>True when the event needs nothing more.</summary>
    public async Task<bool> HandleAsync(RoutingEvent routingEvent, ContactFacts task, CancellationToken cancellationToken)
    {
        switch (routingEvent.Kind)
        {
            case RoutingEventKind.Accepted when task.Task == ContactTask.Message && routingEvent.Assignment is { } assignment:
                await router.ConnectedAsync(routingEvent.Pool, assignment.Id, cancellationToken);
                return true;
            case RoutingEventKind.News when task.Task == ContactTask.CallBack && IsWanted(routingEvent.Reason) && routingEvent.Assignment is { } assignment:
                await callBacks.RingAgainAsync(routingEvent.Pool, task, assignment.Id, cancellationToken);
                return true;

            // Whoever was rung before and is not there has not hung up on this one.
            case RoutingEventKind.Enqueued or RoutingEventKind.Offered:
                return true;
            case RoutingEventKind.Ended:
                // Nobody may have answered: then nothing but us ends the agent's line.
                await EndAsync(task.Id, _ => true, cancellationToken);
                return true;

            // Whoever picks up a phone that nobody of ours is waiting at would hear what kind of call it is.
            case RoutingEventKind.AgentLost or RoutingEventKind.ConnectFailed or RoutingEventKind.Transferred or RoutingEventKind.Withdrawn:
                await EndAsync(task.Id, leg => leg is { Role: CallLegRole.Caller, State: CallLegState.Started }, cancellationToken);
                return false;
            default:
                return false;
        }
    }

    private async Task EndAsync(ContactId contact, Func<CallLeg, bool> which, CancellationToken cancellationToken)
    {
        foreach (var leg in (await legs.OfContactAsync(contact, cancellationToken)).Where(leg => leg.State != CallLegState.Ended && which(leg)))
        {
            await orders.EndAsync(leg.CallSid, cancellationToken);
        }
    }

    private static bool IsWanted(string? reason) => Enum.TryParse<ContactNews>(reason, ignoreCase: true, out var news) && news == ContactNews.CallBackWanted;
}
