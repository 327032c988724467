using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Helpline.AgentConsole.Live;

internal sealed class ConsoleHub(
    IContactRouter router,
    Presence presence,
    Snapshots snapshots,
    Colleagues colleagues,
    CareOf careOf,
    OwnPhoneDesk ownPhone,
    Connections connections) : Hub<IConsoleClient>, IConsoleHub
{
    public const string Path = "/hubs/console";

    private ConsoleUser Me => ConsoleUser.Of(Context.User!);

    /// <summary>The window gets changes from here on, before it can ask for a snapshot: so none falls between the two.</summary>
    public override Task OnConnectedAsync()
    {
        connections.Open(Context, Me);
        return presence.SignOnAsync(Me, Context.ConnectionAborted);
    }

    /// <summary>The agent's status stays as it is: another window may be open, and if none is, the lease runs out.</summary>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Closed(Context);
        return Task.CompletedTask;
    }

    public Task<ConsoleSnapshot> Snapshot() => snapshots.TakeAsync(Me, Context.ConnectionAborted);

    public Task Heartbeat()
    {
        presence.Heard(Me);
        return Task.CompletedTask;
    }

    public async Task<StepReply> SetStatus(AgentStatus status, string? reason) =>
        reason is null || ShortName.IsValid(reason)
            ? Words.OfStatus(await presence.SetStatusAsync(Me, status, reason, CancellationToken.None))
            : Words.UnknownReason;

    public async Task<AcceptedReply> Accept(AssignmentId assignment)
    {
        var me = Me;
        var reply = await router.AcceptAsync(me.Pool, assignment, me.Id, CancellationToken.None);
        if (reply.Outcome == AcceptOutcome.Accepted)
        {
            foreach (var other in connections.OthersOf(me.Id, Context.ConnectionId))
            {
                other.Push(client => client.AnsweredElsewhere(assignment));
            }
        }

        var winner = reply.TakenBy is { } taker ? await colleagues.NameOfAsync(me.Pool, taker) : null;
        return new AcceptedReply(reply.Outcome, reply.Contact, reply.Ticket, Words.OfAccept(reply.Outcome, winner));
    }

    public async Task<AcceptedReply> AcceptOnPhone(AssignmentId assignment) =>
        await ownPhone.AskAsync(Me, assignment) ?? await Accept(assignment) with { Ticket = null };

    public async Task<StepReply> Decline(AssignmentId assignment, DeclineReason reason) =>
        Words.OfDecline(await router.DeclineAsync(Me.Pool, assignment, Me.Id, reason, CancellationToken.None));

    public async Task<StepReply> ThreadOpened(AssignmentId assignment)
    {
        var me = Me;
        if (await careOf.FindAsync(me.Pool, assignment, Context.ConnectionAborted) is not { } facts || facts.Agent != me.Id)
        {
            return Words.OfThreadOpened(StepOutcome.NotYours);
        }

        return ChannelTraits.Of(facts.Channel).ConnectsInConsole
            ? Words.OfThreadOpened(await router.ConnectedAsync(me.Pool, assignment, CancellationToken.None))
            : Words.NotAThread;
    }

    public async Task<StepReply> End(AssignmentId assignment) =>
        Words.OfEnd(await router.EndAsync(Me.Pool, assignment, Me.Id, CancellationToken.None));
}
