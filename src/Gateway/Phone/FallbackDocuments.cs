using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Writes, for each line, the document that the network plays while we cannot be reached: <c>fallback-northants.xml</c> in <see cref="TwilioOptions.FallbackDirectory"/>, for the
/// operator to host elsewhere. It needs nothing of ours: it rings the stand-by number, if there is one, and then holds the caller until we are back (<see cref="HeldCallers"/>).
/// </summary>
internal sealed class FallbackDocuments(IServiceLines lines, CallerSpeech speech, IOptions<TwilioOptions> options, TimeProvider time, ILogger<FallbackDocuments> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Somebody at night needs time to find their phone.</summary>
    private const int RingSeconds = 40;

    /// <summary>What a line's callers hear.</summary>
    public string Of(ServiceLine line)
    {
        var standBy = options.Value.StandByNumber;
        TwimlVerb[] verbs = string.IsNullOrWhiteSpace(standBy)
            ? [speech.Say(line, CallerWords.Fallback, CallerWords.Danger), new Enqueue(HeldCallers.Queue)]
            : [
                speech.Say(line, CallerWords.FallbackStandBy, CallerWords.Danger),
                new Dial(standBy, RingSeconds),
                speech.Say(line, CallerWords.FallbackHeld, CallerWords.Danger),
                new Enqueue(HeldCallers.Queue),
            ];
        return Twiml.Write(verbs);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is not { IsConfigured: true, FallbackDirectory: { Length: > 0 } directory })
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await WriteAsync(directory, stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.FallbackNotWritten(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WriteAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        foreach (var line in lines.All.Where(l => l.Addresses.Any(a => a.Channel == Channel.Phone)))
        {
            var (file, document) = (Path.Combine(directory, $"fallback-{line.Id}.xml"), Of(line));
            if (File.Exists(file) && string.Equals(await File.ReadAllTextAsync(file, cancellationToken), document, StringComparison.Ordinal))
            {
                continue;
            }

            // Whole or not at all: a web server may be reading it.
            await File.WriteAllTextAsync(file + ".new", document, cancellationToken);
            File.Move(file + ".new", file, overwrite: true);
            log.FallbackWritten(line.Id);
        }
    }
}
