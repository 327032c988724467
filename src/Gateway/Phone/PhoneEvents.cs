using Helpline.Contracts;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>What Routing decided about calls becomes orders to the network. Each may come twice; an exception means "deliver it again".</summary>
internal sealed class PhoneEvents(
    ICallLegs legs, IContactRouter router, CallOrders orders, CallControl control, Handovers handovers, TaskEvents tasks, CallRecorder recorder, CallerEnd ends, IOptions<TwilioOptions> options)
    : IRoutingEventHandler
{
    public string Name => "phone";

    public async Task HandleAsync(RoutingEvent routingEvent, CancellationToken cancellationToken)
    {
        var channel = routingEvent.Contact?.Demand.Channel ?? routingEvent.Assignment?.Channel;
        if (channel != Channel.Phone || !options.Value.IsConfigured || (routingEvent.Contact?.Id ?? routingEvent.Assignment?.Contact) is not { } contact)
        {
            return;
        }

        try
        {
            await FollowAsync(routingEvent, contact, cancellationToken);
        }
        finally
        {
            if (EndsTheTalk(routingEvent.Kind))
            {
                await recorder.StopAsync(routingEvent.Pool, contact, cancellationToken);
            }
        }
    }

    private async Task FollowAsync(RoutingEvent routingEvent, ContactId contact, CancellationToken cancellationToken)
    {
        if (routingEvent.Contact?.Task is not null && await tasks.HandleAsync(routingEvent, routingEvent.Contact, cancellationToken))
        {
            return;
        }

        switch (routingEvent.Kind)
        {
            case RoutingEventKind.Enqueued or RoutingEventKind.Offered:
                await NoticeHungUpAsync(routingEvent.Pool, contact, cancellationToken);
                break;
            case RoutingEventKind.Ended:
                await EndAsync(contact, leg => leg.Role == CallLegRole.Caller, cancellationToken);
                break;
            case RoutingEventKind.Withdrawn or RoutingEventKind.PersonLeft:
                await EndAgentAsync(contact, routingEvent.Assignment, cancellationToken);
                break;
            case RoutingEventKind.ConnectFailed or RoutingEventKind.AgentLost:
                await EndAgentAsync(contact, routingEvent.Assignment, cancellationToken);
                await ReturnToQueueAsync(routingEvent.Pool, contact, cancellationToken);
                break;
            case RoutingEventKind.Ordered:
                await control.CarryOutAsync(routingEvent, contact, cancellationToken);
                break;
            case RoutingEventKind.Transferred or RoutingEventKind.Connected or RoutingEventKind.Completed:
                await handovers.FollowAsync(routingEvent, contact, cancellationToken);
                break;
            default:
                break;
        }
    }

    /// <summary>The agent who heard the person agree to a recording is no longer with them.</summary>
    private static bool EndsTheTalk(RoutingEventKind kind) =>
        kind is RoutingEventKind.Ended or RoutingEventKind.PersonLeft or RoutingEventKind.AgentLost or RoutingEventKind.Transferred or RoutingEventKind.ConnectFailed;

    /// <summary>A hang-up that Routing could not be told of (Redis was away) is told now, before an agent is sent after nobody.</summary>
    private async Task NoticeHungUpAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if ((await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(leg => leg is { Role: CallLegRole.Caller, State: CallLegState.Ended }) is { } caller)
        {
            await ends.EndedAsync(caller, contact, pool, status: null, cancellationToken);
        }
    }

    private Task EndAgentAsync(ContactId contact, AssignmentFacts? assignment, CancellationToken cancellationToken) =>
        EndAsync(contact, leg => leg.Role == CallLegRole.Agent && leg.Assignment == assignment?.Id, cancellationToken);

    private async Task EndAsync(ContactId contact, Func<CallLeg, bool> which, CancellationToken cancellationToken)
    {
        foreach (var leg in (await legs.OfContactAsync(contact, cancellationToken)).Where(leg => leg.State != CallLegState.Ended && which(leg)))
        {
            await orders.EndAsync(leg.CallSid, cancellationToken);
        }
    }

    /// <summary>Only while they wait: an old event must not pull a caller away from the agent they talk to by now.</summary>
    private async Task ReturnToQueueAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        var caller = (await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(leg => leg.Role == CallLegRole.Caller);
        if (standing?.Contact.State == ContactState.Waiting && caller is { State: CallLegState.InConference }
            && !await handovers.KeepsAsync(contact, cancellationToken))
        {
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid: null, cancellationToken);
        }
    }
}
