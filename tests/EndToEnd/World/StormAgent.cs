using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Simulator.Clients;
using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>An agent on the worst night there is: takes what rings, mostly; sometimes declines, never joins, or breaks off. What does not work is tried again or let go, as a person would.</summary>
public sealed class StormAgent(AgentRobot robot, Installation installation, Random random)
{
    /// <summary>What a caller hears once they are answered.</summary>
    public const string Greeting = "you are through";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Works until told to stop, and then until nothing is in hand.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await robot.BeAvailableAsync();
            if (await MaybeAsync(() => robot.SeesAsync(AssignmentState.WrapUp, within: TimeSpan.Zero)) is { } due)
            {
                await MaybeAsync(() => FinishAsync(due.Id));
            }
            else if (await MaybeAsync(() => robot.SeesAsync(AssignmentState.Offered, within: Look)) is { } offer)
            {
                await TakeAsync(offer);
            }
        }
    }

    private async Task TakeAsync(AssignmentFacts offer)
    {
        if (random.Next(12) == 0)
        {
            await robot.StepAsync("Decline", offer.Id, DeclineReason.NotNow);
            return;
        }

        var accepted = await robot.AcceptAsync(offer.Id);
        if (accepted.Outcome is not (AcceptOutcome.Accepted or AcceptOutcome.AlreadyYours) || random.Next(12) == 0)
        {
            return; // or accepted, and the leg never joins
        }

        var line = Ring(offer.Id, accepted.Ticket!);
        // The reply to our accepting may be here before the news that the offer is ours.
        await MaybeAsync(() => Poll.Until(() => line.Ending is not null || robot.StateOf(offer.Id) is not (AssignmentState.Offered or AssignmentState.Connecting), "the call comes up or fails", Patience));
        if (robot.StateOf(offer.Id) == AssignmentState.Active)
        {
            await TalkAsync(offer.Id, line);
        }

        line.HangUp();
    }

    private ClientCall Ring(AssignmentId assignment, string ticket) => installation.Network.Telephones.Clients.Place(
        SoftphoneIdentity.Of(robot.Id),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["pool"] = "main", ["assignment"] = assignment.ToString(), ["ticket"] = ticket });

    private async Task TalkAsync(AssignmentId assignment, ClientCall line)
    {
        line.Say($"Hello, {Greeting}.");
        switch (random.Next(6))
        {
            case 0:
                return; // the browser dies
            case < 4:
                await robot.StepAsync("End", assignment);
                break;
            default:
                break; // the caller hangs up
        }

        await MaybeAsync(() => Poll.Until(() => robot.StateOf(assignment) is not (AssignmentState.Active or AssignmentState.Connecting), "the talk is over", Patience));
        await MaybeAsync(() => FinishAsync(assignment));
    }

    private async Task FinishAsync(AssignmentId assignment)
    {
        if (robot.StateOf(assignment) == AssignmentState.WrapUp)
        {
            await robot.LogOutcomeAsync(assignment);
            await robot.SeesAsync(AssignmentState.Done, a => a.Id == assignment);
        }
    }

    /// <summary>What does not come, or is refused, in a storm is no fault of the agent's.</summary>
    private static async Task<T?> MaybeAsync<T>(Func<Task<T>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is TimeoutException or HttpRequestException)
        {
            return null;
        }
    }

    private static Task<object?> MaybeAsync(Func<Task> act) => MaybeAsync<object>(async () =>
    {
        await act();
        return act;
    });
}
