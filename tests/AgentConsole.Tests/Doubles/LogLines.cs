using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Everything a host logged, as an operator would read it.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly Lock gate = new();
    private readonly List<(EventId Id, string Text)> lines = [];

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (gate)
            {
                return [.. lines.Select(line => line.Text)];
            }
        }
    }

    public void Collect(WebApplicationBuilder builder) => builder.Services.AddSingleton<ILoggerProvider>(this);

    public int Count(int id)
    {
        lock (gate)
        {
            return lines.Count(line => line.Id.Id == id);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (gate)
        {
            lines.Add((eventId, $"{formatter(state, exception)} {exception}"));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
