using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Access;

/// <summary>A call's file as the console shows it.</summary>
internal static class CallViews
{
    public static CallView Of(ContactId contact, CallFile call, ContactStanding? standing)
    {
        var here = call.Legs.Where(l => l.State == CallLegState.InConference).ToList();
        var isHere = here.Exists(l => l.Role == CallLegRole.Caller);
        return new CallView(
            contact,
            isHere,
            isHere && call.HeldSince is { } since ? new HoldView(since, call.HoldReason) : null,
            [.. here.Where(l => l.Role == CallLegRole.Agent).Select(l => l.Agent).OfType<AgentId>().Distinct()],
            call.Alone is { } alone && standing?.Assignment is { State: AssignmentState.Active } owner && owner.Id == alone,
            HandoverOf(call, standing, here),
            [.. call.Parties.Select(Of)]);
    }

    /// <summary>Only while the first agent no longer owns the contact and it is not over: a transfer that did not happen is none.</summary>
    private static HandoverView? HandoverOf(CallFile call, ContactStanding? standing, List<CallLeg> here)
    {
        if (call.Handover is not { } handover || standing is null or { Contact.State: ContactState.Closed })
        {
            return null;
        }

        var owner = standing.Assignment is { } now && AssignmentLife.OwnsContact(now.State) ? now : null;
        return owner?.Id == handover.From
            ? null
            : new HandoverView(handover.Agent, handover.From, handover.Kind, owner is not null && here.Exists(l => l.Assignment == owner.Id) ? owner.Agent : null);
    }

    private static CallPartyView Of(PartyFile file)
    {
        var party = file.Party;
        var since = party.IsOver ? party.EndedAt : party.State == CallPartyState.Joined ? party.JoinedAt : null;
        return new CallPartyView(
            party.Id, party.Role, party.State, since ?? party.AskedAt, party.AskedBy, file.Name, file.Language, file.Provider, file.MaskedNumber, party.Mode, party.Problem);
    }
}
