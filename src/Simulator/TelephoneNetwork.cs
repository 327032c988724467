using Helpline.Simulator.Clients;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator;

/// <summary>The pretend telephone network as a demonstration, a test or a benchmark sees it.</summary>
public sealed class TelephoneNetwork
{
    private readonly WarningLog warnings;

    internal TelephoneNetwork(SimulatorOptions options, PhoneBook phones, ClientCalls clients, Troubles troubles, WarningLog warnings)
    {
        (Options, Phones, Clients, Troubles) = (options, phones, clients, troubles);
        this.warnings = warnings;
    }

    public SimulatorOptions Options { get; }

    /// <summary>The people.</summary>
    public PhoneBook Phones { get; }

    /// <summary>The browsers' telephones.</summary>
    public ClientCalls Clients { get; }

    /// <summary>A bad day, to switch on and off.</summary>
    public Troubles Troubles { get; }

    /// <summary>Everything the program under test did that Twilio would complain of. A sound program leaves it empty.</summary>
    public IReadOnlyList<NetworkWarning> Warnings => warnings.All;

    public void ClearWarnings() => warnings.Clear();
}
