using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.OwnPhones;

/// <summary>
/// An agent accepted a call: if they take it on their own telephone, that is rung. A reader of its own, because placing calls is paced: what else happens to calls must not wait behind it.
/// </summary>
internal sealed class OwnPhoneEvents(OwnPhoneCalls calls, IOptions<TwilioOptions> options) : IRoutingEventHandler
{
    public string Name => "own-phone";

    public Task HandleAsync(RoutingEvent routingEvent, CancellationToken cancellationToken) =>
        options.Value.IsConfigured && routingEvent is
        {
            Kind: RoutingEventKind.Accepted, Contact: { Demand.Channel: Channel.Phone, Task: null or ContactTask.CallBack } contact, Assignment: { } assignment,
        }
            ? calls.RingAsync(routingEvent.Pool, contact, assignment, cancellationToken)
            : Task.CompletedTask;
}
