namespace Helpline.Simulator.Voice;

/// <summary>A number that leads to nobody: not connected, or a browser that is not there.</summary>
internal sealed class NobodyThere(CallStatus status) : IParty
{
    public CallStatus Status => status;

    public void Rung(CallLeg leg)
    {
        // Nobody hears it.
    }

    public void StatusChanged(CallLeg leg)
    {
        // Nobody sees it.
    }

    public void Hear(CallLeg leg, Heard heard)
    {
        // Nobody listens.
    }

    public void Ended(CallLeg leg, string how)
    {
        // Nobody minds.
    }
}
