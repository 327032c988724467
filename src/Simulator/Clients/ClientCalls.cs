using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Helpline.Simulator.Voice;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Clients;

/// <summary>The browsers' telephones. They place calls through the TwiML application; nobody rings them.</summary>
public sealed partial class ClientCalls
{
    private readonly ConcurrentDictionary<string, ClientCall> calls = new(StringComparer.Ordinal);
    private readonly SimulatorOptions options;
    private readonly CallDesk desk;
    private readonly Troubles troubles;
    private readonly NetworkClock clock;
    private readonly TimeProvider real;

    internal ClientCalls(SimulatorOptions options, CallDesk desk, Troubles troubles, NetworkClock clock, TimeProvider real) =>
        (this.options, this.desk, this.troubles, this.clock, this.real) = (options, desk, troubles, clock, real);

    /// <summary>Places a call as the browser of that identity.</summary>
    /// <param name="fields">What the browser tells the TwiML application.</param>
    /// <exception cref="ArgumentException">An identity has 1 to 121 letters, digits and underscores.</exception>
    public ClientCall Place(string identity, IReadOnlyDictionary<string, string>? fields = null)
    {
        if (!Identity().IsMatch(identity))
        {
            throw new ArgumentException("An identity has 1 to 121 letters, digits and underscores.", nameof(identity));
        }

        var call = new ClientCall(identity, clock, real, options.LostClientGrace);
        call.Placed(desk.FromClient(identity, [.. fields ?? new Dictionary<string, string>(StringComparer.Ordinal)], call));
        calls[call.Sid] = call;
        if (troubles.Legs == LegTrouble.NeverJoins)
        {
            call.HangUp();
        }

        return call;
    }

    public ClientCall? Find(string sid) => calls.GetValueOrDefault(sid);

    [GeneratedRegex("^[A-Za-z0-9_]{1,121}$", RegexOptions.None, 1000)]
    private static partial Regex Identity();
}
