using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Lets only Twilio's own webhooks through. The signed URL is rebuilt from <c>PublicBaseUrl</c> and the request line as it came
/// (never from Host or a decoded path, which a proxy or a forger may shape). What passes is left as a <see cref="TwilioForm"/> on the request.
/// </summary>
internal sealed class SignedByTwilio(IOptions<TwilioOptions> options, ILogger<SignedByTwilio> log) : IEndpointFilter
{
    public const int MostBytes = 64 * 1024;
    public const string Header = "X-Twilio-Signature";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return await RefusalAsync(http) is { } refusal ? refusal : await next(context);
    }

    private async Task<IResult?> RefusalAsync(HttpContext http)
    {
        var twilio = options.Value;
        if (!twilio.IsConfigured)
        {
            return Problem(503, "Phone and text are not set up", "This installation has no Twilio settings. Set Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl, then start it again.");
        }

        if (!IsForm(http.Request.ContentType))
        {
            return Problem(415, "Not a form", "Webhooks are application/x-www-form-urlencoded in UTF-8. In Twilio's console set the method to HTTP POST.");
        }

        if (http.Request.ContentLength > MostBytes)
        {
            return TooLarge();
        }

        if (http.Request.Headers[Header] is not [{ Length: > 0 } signature])
        {
            return Refuse("no signature");
        }

        if (await ReadAsync(http.Request, http.RequestAborted) is not { } body)
        {
            return TooLarge();
        }

        if (!TwilioForm.TryParse(body, out var form))
        {
            return Problem(400, "The form cannot be read", "The body is not valid application/x-www-form-urlencoded text in UTF-8.");
        }

        if (!string.Equals(form["AccountSid"], twilio.AccountSid, StringComparison.Ordinal))
        {
            return Refuse("another account");
        }

        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!TwilioSignature.IsGenuine(twilio.Absolute(target), form.Fields, signature, twilio.AuthTokens))
        {
            return Refuse("wrong signature");
        }

        http.Features.Set(form);
        return null;
    }

    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body, or null when it is larger than any webhook.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > MostBytes)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private ProblemHttpResult Refuse(string why)
    {
        log.WebhookRefused(why);
        return Problem(403, "Not signed by our Twilio account", "The signature is missing or wrong. If this came from Twilio: PublicBaseUrl must be exactly the address set in Twilio's console, and Twilio:AuthToken the account's primary token.");
    }

    private static ProblemHttpResult TooLarge() => Problem(413, "Too large", "A webhook is at most 64 KB.");

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);
}
