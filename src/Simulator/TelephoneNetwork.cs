using Helpline.Simulator.Clients;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator;

/// <summary>The pretend telephone network as a demonstration, a test or a benchmark sees it.</summary>
public sealed class TelephoneNetwork
{
    private readonly WarningLog warnings;
    private readonly NetworkClock clock;

    internal TelephoneNetwork(SimulatorOptions options, PhoneBook phones, ClientCalls clients, Troubles troubles, WarningLog warnings, NetworkClock clock)
    {
        (Options, Phones, Clients, Troubles) = (options, phones, clients, troubles);
        (this.warnings, this.clock) = (warnings, clock);
    }

    public SimulatorOptions Options { get; }

    /// <summary>The people.</summary>
    public PhoneBook Phones { get; }

    /// <summary>The browsers' telephones.</summary>
    public ClientCalls Clients { get; }

    /// <summary>A bad day, to switch on and off.</summary>
    public Troubles Troubles { get; }

    /// <summary>
    /// How many seconds of the network's own time pass in a real one, 0.1 to 100: sentences, pauses, sounds, ringing, time to press a key or speak, texts on their way and the longest call.
    /// May be changed at any time, calls go on from where they are. Not changed by it: how long webhooks may take, <see cref="Webhooks.Troubles.Delay"/>, and what concerns a browser's connection.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0.1 to 100.</exception>
    public double ClockSpeed
    {
        get => clock.Speed;
        set => clock.Speed = value;
    }

    /// <summary>Everything the program under test did that Twilio would complain of. A sound program leaves it empty.</summary>
    public IReadOnlyList<NetworkWarning> Warnings => warnings.All;

    public void ClearWarnings() => warnings.Clear();
}
