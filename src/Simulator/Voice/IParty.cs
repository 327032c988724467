namespace Helpline.Simulator.Voice;

/// <summary>The human end of a call: a telephone or a browser.</summary>
internal interface IParty
{
    /// <summary>The network rings. It may call <see cref="CallLeg.Answer"/> or <see cref="CallLeg.HangUp"/> at once or later.</summary>
    void Rung(CallLeg leg);

    void StatusChanged(CallLeg leg);

    void Hear(CallLeg leg, Heard heard);

    void Ended(CallLeg leg, string how);
}
