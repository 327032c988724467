using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>
/// The network does not promise its notices: a caller who hung up while we were down, or whose notice was lost, would wait for ever and ring an agent for nobody.
/// So the network is asked about every caller we believe to be on the line, at the start and each minute.
/// </summary>
internal sealed class GoneCallers(ICallLegs legs, CallParting parting, IOptions<TwilioOptions> options, TimeProvider time, ILogger<GoneCallers> log)
    : NetworkRounds(Period, atStart: true, options, time)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A call younger than this is still telling us about itself.</summary>
    public static readonly TimeSpan OlderThan = TimeSpan.FromSeconds(30);

    private const int Most = 200;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var caller in await legs.LiveCallersAsync(OlderThan, Most, cancellationToken))
        {
            await parting.CheckCallerAsync(caller, cancellationToken);
        }
    }

    protected override void Failed(Exception exception) => log.CallersNotChecked(exception);
}
