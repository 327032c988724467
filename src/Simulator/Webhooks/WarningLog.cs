using Microsoft.Extensions.Logging;

namespace Helpline.Simulator.Webhooks;

/// <summary>Something the program under test did that Twilio's debugger would complain of.</summary>
/// <param name="Code">Twilio's error number.</param>
/// <param name="Sid">The call, conference or message.</param>
public sealed record NetworkWarning(DateTimeOffset At, int Code, string Message, string Sid, string? Url);

internal sealed partial class WarningLog(NetworkClock time, ILogger<WarningLog> log)
{
    private readonly Lock gate = new();
    private readonly List<NetworkWarning> warnings = [];

    public event EventHandler? Changed;

    public IReadOnlyList<NetworkWarning> All
    {
        get
        {
            lock (gate)
            {
                return [.. warnings];
            }
        }
    }

    public void Add(int code, string message, string sid, string? url)
    {
        lock (gate)
        {
            warnings.Add(new NetworkWarning(time.GetUtcNow(), code, message, sid, url));
        }

        Warned(code, sid);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Clear()
    {
        lock (gate)
        {
            warnings.Clear();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    [LoggerMessage(6001, LogLevel.Warning, "Network warning {Code} about {Sid}")]
    private partial void Warned(int code, string sid);
}
