using System.Collections.Concurrent;

namespace Helpline.Simulator.Voice;

/// <summary>Who answers at a number.</summary>
internal sealed class Directory
{
    private readonly ConcurrentDictionary<string, IParty> parties = new(StringComparer.Ordinal);

    public void Add(string number, IParty party) => parties[number] = party;

    /// <summary>Nobody answers at a number that is nobody's; and browsers place calls here but are never rung.</summary>
    public IParty At(string to) =>
        parties.GetValueOrDefault(to) ?? new NobodyThere(to.StartsWith("client:", StringComparison.Ordinal) ? CallStatus.NoAnswer : CallStatus.Failed);
}
