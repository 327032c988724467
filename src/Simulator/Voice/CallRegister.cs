namespace Helpline.Simulator.Voice;

/// <summary>Every call there was, newest last.</summary>
internal sealed class CallRegister
{
    private readonly Lock gate = new();
    private readonly List<CallLeg> inOrder = [];
    private readonly Dictionary<string, CallLeg> bySid = new(StringComparer.Ordinal);

    public void Add(CallLeg leg)
    {
        lock (gate)
        {
            if (bySid.TryAdd(leg.Sid, leg))
            {
                inOrder.Add(leg);
            }
        }
    }

    public CallLeg? Find(string sid)
    {
        lock (gate)
        {
            return bySid.GetValueOrDefault(sid);
        }
    }

    public IReadOnlyList<CallLeg> All
    {
        get
        {
            lock (gate)
            {
                return [.. inOrder];
            }
        }
    }
}
