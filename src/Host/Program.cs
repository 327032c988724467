using Helpline.AgentConsole;
using Helpline.Gateway;
using Helpline.Host;
using Helpline.Host.Demo;
using Helpline.Host.Health;
using Helpline.Host.Startup;
using Helpline.Records;
using Helpline.Routing;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseStaticWebAssets();
    builder.Logging.AddPlainConsole();
    builder.Services.AddTelemetry(builder.Configuration);

    var roles = RoleSet.Parse(builder.Configuration["roles"]);
    var demo = DemoMode.From(builder.Configuration);
    demo?.Configure(builder);

    builder.Services.AddRecords(builder.Configuration);
    builder.Services.AddContactRouting(builder.Configuration);
    if (roles.Routing)
    {
        builder.Services.AddRoutingWorkers();
    }

    if (roles.Gateway)
    {
        builder.Services.AddGateway(builder.Configuration);
    }

    if (roles.Console)
    {
        builder.Services.AddTwilioSoftphone(builder.Configuration);
        builder.Services.AddAgentConsole(builder.Configuration);
    }

    builder.Services.AddReadiness();

    await using var app = builder.Build();
    await Preparation.RunAsync(app.Services, builder.Configuration, demo);

    app.MapStaticAssets();
    app.MapHealth();
    if (roles.Gateway)
    {
        app.MapGateway();
    }

    if (roles.Console)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAgentConsole();
    }

    demo?.Map(app);
    await app.StartAsync();
    Banner.Print(app, roles, demo);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception problem) when (StartProblem.Explain(problem) is { } words)
{
    await Console.Error.WriteLineAsync(words);
    return 1;
}

/// <summary>The entry point, public so that tests can start it in their own process.</summary>
public sealed partial class Program;
