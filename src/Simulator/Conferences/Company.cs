using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Conferences;

/// <summary>Who in a conference has somebody to hear. Used under the room's lock.</summary>
internal sealed class Company(TimeProvider time)
{
    private readonly Dictionary<CallLeg, IDisposable> kept = [];

    /// <summary>Something has changed.</summary>
    /// <param name="hearSomebody">The legs that somebody can be heard by.</param>
    public void Are(IReadOnlyDictionary<CallLeg, string> hearSomebody)
    {
        foreach (var alone in kept.Keys.Except(hearSomebody.Keys).ToList())
        {
            kept.Remove(alone, out var company);
            company!.Dispose();
        }

        foreach (var (leg, whom) in hearSomebody.Where(l => !kept.ContainsKey(l.Key)).ToList())
        {
            kept[leg] = leg.Hearing.While(time, whom);
        }
    }
}
