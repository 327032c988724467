using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Helpline.Host;

/// <summary>Metrics and traces to an OpenTelemetry collector, when <c>Telemetry:OtlpEndpoint</c> names one (OTLP over HTTP); none otherwise.</summary>
internal sealed class Telemetry(Uri endpoint) : IHostedLifecycleService
{
    private MeterProvider? meters;
    private TracerProvider? tracers;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime", "Npgsql", "Helpline.*")
            .AddOtlpExporter(o => Send(o, "v1/metrics"))
            .Build();
        tracers = Sdk.CreateTracerProviderBuilder()
            .AddSource("Npgsql", "Helpline.*")
            .AddOtlpExporter(o => Send(o, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        meters?.Dispose();
        tracers?.Dispose();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Send(OtlpExporterOptions options, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(endpoint, path);
    }
}

internal static class TelemetryServices
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Telemetry:OtlpEndpoint"] is { Length: > 0 } endpoint)
        {
            services.AddSingleton<IHostedService>(new Telemetry(new Uri(endpoint.EndsWith('/') ? endpoint : endpoint + "/")));
        }
    }
}
