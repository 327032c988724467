using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>The call file in memory, as its contract says.</summary>
internal sealed class FakeCallFile(TimeProvider time, ICallLegs? legs = null) : ICallFile
{
    private readonly Lock gate = new();
    private readonly Dictionary<CallPartyId, (CallParty Party, PartyAbout? About, string? Ticket, bool Tried)> parties = [];
    private (string? Conference, int Sequence) ranked;

    public DateTimeOffset? HeldSince { get; set; }

    public HoldReason Reason { get; set; } = HoldReason.Agent;

    public AssignmentId? Alone { get; set; }

    public Handover? Handover { get; set; }

    /// <summary>Shown where there are no real ones.</summary>
    public List<CallLeg> Legs { get; } = [];

    /// <summary>No contact is known.</summary>
    public bool Empty { get; set; }

    public List<string> Audited { get; } = [];

    public CallParty Party(CallPartyId id) => parties[id].Party;

    public PartyAbout? About(CallPartyId id) => parties[id].About;

    public async Task<CallFile> ReadAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var of = legs is null ? Legs : await legs.OfContactAsync(contact, cancellationToken);
        lock (gate)
        {
            return new CallFile(HeldSince, Reason, Alone, Handover, of, [.. parties.Values.Where(p => p.Party.Contact == contact).Select(p =>
                new PartyFile(p.Party, p.About?.Name, p.About?.Language, p.About?.Provider, p.About is null ? null : CallerAddress.Of(p.About.Number).ToString()))]);
        }
    }

    public Task<bool> AskAsync(PoolId pool, ContactId contact, CallPartyId id, CallPartyRole role, PartyAbout about, AgentId by, CancellationToken cancellationToken) =>
        Add(new CallParty(id, contact, pool, role, CallPartyState.Asked, null, by, time.GetUtcNow()), about, null);

    public Task<bool> AskSupervisorAsync(PoolId pool, ContactId contact, CallPartyId id, AgentId by, string ticket, ListeningMode mode, CancellationToken cancellationToken)
    {
        Audited.Add($"{mode} {by}");
        return Add(new CallParty(id, contact, pool, CallPartyRole.Supervisor, CallPartyState.Asked, null, by, time.GetUtcNow(), Mode: mode), null, ticket);
    }

    public Task<CallParty?> RedeemAsync(CallPartyId party, AgentId agent, string ticket, string callSid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!parties.TryGetValue(party, out var known) || known.Party.AskedBy != agent || known.Ticket != ticket || (known.Party.CallSid ?? callSid) != callSid)
            {
                return Task.FromResult<CallParty?>(null);
            }

            parties[party] = known with { Party = known.Party with { CallSid = callSid } };
            return Task.FromResult<CallParty?>(parties[party].Party);
        }
    }

    public Task<bool> ChangeModeAsync(CallPartyId party, AgentId by, ListeningMode mode, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            parties[party] = parties[party] with { Party = parties[party].Party with { Mode = mode } };
            Audited.Add($"{mode} {by}");
            return Task.FromResult(true);
        }
    }

    public Task<CallParty?> FindPartyAsync(CallPartyId party, CancellationToken cancellationToken) =>
        Task.FromResult(parties.TryGetValue(party, out var known) ? known.Party : null);

    public Task<string?> NumberToRingAsync(CallPartyId party, CancellationToken cancellationToken) => Task.FromResult(parties[party].About?.Number);

    public Task<bool> TryAsync(CallPartyId party, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var first = !parties[party].Tried;
            parties[party] = parties[party] with { Tried = true };
            return Task.FromResult(first);
        }
    }

    public Task<(CallParty Party, bool Changed)?> AdvanceAsync(CallPartyId party, CallPartyState state, string? callSid, string? problem, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!parties.TryGetValue(party, out var known))
            {
                return Task.FromResult<(CallParty, bool)?>(null);
            }

            var now = known.Party;
            var changed = (!now.IsOver && now.State < state) || (now.State == CallPartyState.Failed && state == CallPartyState.Failed && now.Problem is null);
            if (changed)
            {
                now = now with { State = state, CallSid = now.CallSid ?? callSid, Problem = now.Problem ?? problem };
                parties[party] = known with { Party = now };
            }

            return Task.FromResult<(CallParty, bool)?>((now, changed));
        }
    }

    public Task<bool> NoteHoldAsync(ContactId contact, HoldFact fact, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (ranked.Conference is { } known && (known == fact.Conference ? ranked.Sequence >= fact.Sequence : !fact.Begins))
            {
                return Task.FromResult(false);
            }

            ranked = (fact.Conference, fact.Sequence);
            HeldSince = fact.Held ? HeldSince ?? time.GetUtcNow() : null;
            return Task.FromResult(true);
        }
    }

    public Task SetHoldReasonAsync(ContactId contact, HoldReason reason, CancellationToken cancellationToken) => Set(() => Reason = reason);

    public Task SetAloneAsync(ContactId contact, AssignmentId? assignment, CancellationToken cancellationToken) => Set(() => Alone = assignment);

    public Task<bool> ChangeHandoverAsync(ContactId contact, Handover? from, Handover? to, CancellationToken cancellationToken)
    {
        var changes = Handover == from;
        Handover = changes ? to : Handover;
        return Task.FromResult(changes);
    }

    private Task<bool> Add(CallParty party, PartyAbout? about, string? ticket)
    {
        lock (gate)
        {
            return Task.FromResult(!Empty && (parties.TryAdd(party.Id, (party, about, ticket, false)) || true));
        }
    }

    private Task Set(Action set)
    {
        lock (gate)
        {
            set();
        }

        return Task.CompletedTask;
    }
}
