using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Agents' own telephones in memory, as their contract says.</summary>
internal sealed class FakeOwnPhones(TimeProvider time) : IOwnPhones
{
    private readonly Lock gate = new();
    private readonly Dictionary<AgentId, (bool Rings, string? Number)> phones = [];
    private readonly Dictionary<AssignmentId, OwnPhoneRing> rings = [];

    public OwnPhoneRing Ring(AssignmentId assignment) => rings[assignment];

    public Task<OwnPhone> ReadAsync(AgentId agent, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(View(agent));
        }
    }

    public Task<OwnPhone?> ChooseAsync(AgentId agent, bool rings, string? number, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            number ??= phones.GetValueOrDefault(agent).Number;
            if (rings && number is null)
            {
                return Task.FromResult<OwnPhone?>(null);
            }

            phones[agent] = (rings, number);
            return Task.FromResult<OwnPhone?>(View(agent));
        }
    }

    public Task ForgetAsync(AgentId agent, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            phones.Remove(agent);
        }

        return Task.CompletedTask;
    }

    public Task<bool> AskAsync(AssignmentId assignment, AgentId agent, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(phones.GetValueOrDefault(agent).Rings
                && (rings.TryAdd(assignment, new(assignment, agent, OwnPhoneState.Asked, time.GetUtcNow(), null, null, false, null)) || rings[assignment].Agent == agent));
        }
    }

    public Task<OwnPhoneRing?> FindRingAsync(AssignmentId assignment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(rings.GetValueOrDefault(assignment));
        }
    }

    public Task<string?> NumberToRingAsync(AgentId agent, CancellationToken cancellationToken) => Task.FromResult(phones.GetValueOrDefault(agent).Number);

    public Task<bool> TryAsync(AssignmentId assignment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var first = rings[assignment].TriedAt is null;
            rings[assignment] = rings[assignment] with { TriedAt = rings[assignment].TriedAt ?? time.GetUtcNow() };
            return Task.FromResult(first);
        }
    }

    public Task<(OwnPhoneRing Ring, bool Changed)?> AdvanceAsync(AssignmentId assignment, OwnPhoneState state, string? callSid, string? problem, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!rings.TryGetValue(assignment, out var ring) || (callSid is not null && ring.CallSid is not null && ring.CallSid != callSid))
            {
                return Task.FromResult<(OwnPhoneRing, bool)?>(null);
            }

            var learns = (ring.CallSid is null && callSid is not null) || (state == OwnPhoneState.Over && ring.Problem is null && problem is not null);
            var changed = ring.State < state || (ring.State == state && learns);
            rings[assignment] = changed ? ring with { State = state, CallSid = ring.CallSid ?? callSid, Problem = ring.Problem ?? problem } : ring;
            return Task.FromResult<(OwnPhoneRing, bool)?>((rings[assignment], changed));
        }
    }

    public Task SetMutedAsync(AssignmentId assignment, bool muted, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            rings[assignment] = rings[assignment] with { Muted = muted };
        }

        return Task.CompletedTask;
    }

    private OwnPhone View(AgentId agent) => new(phones.GetValueOrDefault(agent).Rings, phones.GetValueOrDefault(agent).Number is { } number ? CallerAddress.Of(number).ToString() : null);
}
