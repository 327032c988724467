using System.Security.Cryptography;
using System.Text;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Rest;

/// <summary>Stands before every REST operation: who asks, how today's troubles answer, and what shape a refusal has.</summary>
internal sealed class RestGate(SimulatorOptions options, Troubles troubles) : IEndpointFilter
{
    private int concurrent;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["Twilio-Concurrent-Requests"] = Sid.Number(Interlocked.Increment(ref concurrent));
        http.Response.Headers["Twilio-Request-Id"] = Sid.New("RQ");
        try
        {
            Authenticate(http);
            return await TroubledAsync(http, () => next(context));
        }
        catch (RestError error)
        {
            return error.Answer();
        }
        finally
        {
            Interlocked.Decrement(ref concurrent);
        }
    }

    private async ValueTask<object?> TroubledAsync(HttpContext http, Func<ValueTask<object?>> next)
    {
        switch (troubles.NextRest(http.Request.Path.Value!))
        {
            case RestTrouble.TooManyRequests:
                throw new RestError(429, 20429, "Too many concurrent requests");
            case RestTrouble.ServerError:
                throw new RestError(500, 20500, "An internal server error has occurred");
            case RestTrouble.NotThere:
                throw RestError.NotFound(http.Request.Path);
            case RestTrouble.DoneButServerError:
                await next();
                throw new RestError(500, 20500, "An internal server error has occurred");
            case RestTrouble.NoAnswer:
                return await NeverAsync(http);
            case RestTrouble.DoneButNoAnswer:
                await next();
                return await NeverAsync(http);
            default:
                return await next();
        }
    }

    private static async Task<object?> NeverAsync(HttpContext http)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = http.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
        return Results.Empty;
    }

    private void Authenticate(HttpContext http)
    {
        if (!Opens(http.Request.Headers.Authorization.ToString()))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
            throw new RestError(401, 20003, "Authenticate");
        }

        if (http.GetRouteValue("account") as string != options.AccountSid)
        {
            throw RestError.NotFound(http.Request.Path);
        }
    }

    private bool Opens(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var given = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization["Basic ".Length..], given, out var length)
            && (Same(given.AsSpan(0, length), options.AccountSid, options.AuthToken)
                || (options.ApiKeySid is { } key && Same(given.AsSpan(0, length), key, options.ApiKeySecret!)));
    }

    private static bool Same(ReadOnlySpan<byte> given, string user, string password) =>
        CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"{user}:{password}"));
}
