using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpline.Simulator.Webhooks;

/// <summary>Sends signed requests to the program under test, with Twilio's time limits, retries and redirects.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, SimulatorOptions options, Troubles troubles, WarningLog warnings, TimeProvider time)
{
    public const string ClientName = "Helpline.Simulator";

    /// <summary>Sends it, again if its address asks for that.</summary>
    /// <exception cref="WebhookFailure">No usable answer within the limits.</exception>
    public async Task<WebhookReply> SendAsync(Webhook webhook)
    {
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new WebhookFailure(11100, "none", $"'{webhook.Url}' is not an absolute http or https address");
        }

        var limits = ConnectionOverrides.Of(url.Fragment, out var mistake);
        if (mistake is not null)
        {
            warnings.Add(11100, mistake, webhook.Sid, webhook.Url);
        }

        var total = limits.Total < options.WebhookTimeout ? limits.Total : options.WebhookTimeout;
        await HoldBackAsync(webhook, total);
        using var ceiling = new CancellationTokenSource(total, time);
        var reply = await WithRetriesAsync(webhook, url, limits, ceiling.Token);
        return troubles.Duplicate ? await WithRetriesAsync(webhook, url, limits, ceiling.Token) : reply;
    }

    /// <summary>On a slow day. What comes later than the network waits has failed; the fallback's address lies elsewhere, where nothing is slow.</summary>
    private async Task HoldBackAsync(Webhook webhook, TimeSpan total)
    {
        if (troubles.Delay <= TimeSpan.Zero || webhook.Fields.Any(f => f.Key == "ErrorUrl"))
        {
            return;
        }

        var tooLate = troubles.Delay > total;
        await Task.Delay(tooLate ? total : troubles.Delay, time, CancellationToken.None);
        if (tooLate)
        {
            throw new WebhookFailure(11200, "rt", "the address did not answer in time");
        }
    }

    private async Task<WebhookReply> WithRetriesAsync(Webhook webhook, Uri url, ConnectionOverrides limits, CancellationToken ceiling)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await OnceAsync(webhook, url, limits, ceiling);
            }
            catch (WebhookFailure failure) when (retry < limits.Retries && !ceiling.IsCancellationRequested && limits.RetryAfter(failure))
            {
                // Again, at once, as the address asked.
            }
        }
    }

    private async Task<WebhookReply> OnceAsync(Webhook webhook, Uri url, ConnectionOverrides limits, CancellationToken ceiling)
    {
        using var read = new CancellationTokenSource(limits.Read, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(read.Token, ceiling);
        using var request = Request(webhook, url);
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new WebhookReply(response.RequestMessage?.RequestUri ?? url, response.Content.Headers.ContentType?.MediaType, body)
                : throw new WebhookFailure(status is >= 300 and < 400 ? 11215 : 11200, status >= 500 ? "5xx" : "4xx", $"the address answered {status}");
        }
        catch (OperationCanceledException)
        {
            throw new WebhookFailure(11200, "rt", "the address did not answer in time");
        }
        catch (HttpRequestException e)
        {
            var policy = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError ? "ct" : "rt";
            throw new WebhookFailure(11205, policy, $"the connection failed: {e.HttpRequestError}");
        }
    }

    private HttpRequestMessage Request(Webhook webhook, Uri url)
    {
        var get = webhook.Method == "GET";
        var target = new Uri(get
            ? QueryHelpers.AddQueryString(Bare(url), webhook.Fields.Select(f => KeyValuePair.Create(f.Key, (string?)f.Value)))
            : Bare(url));
        var request = new HttpRequestMessage(get ? HttpMethod.Get : HttpMethod.Post, target);
        if (!get)
        {
            request.Content = new FormUrlEncodedContent(webhook.Fields);
            request.Content.Headers.ContentType!.CharSet = "utf-8";
        }

        if (url.UserInfo.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo))));
        }

        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        request.Headers.Accept.ParseAdd("*/*");
        request.Headers.Add("X-Twilio-Signature", RequestSignature.Of(options.AuthToken, RequestSignature.SignedUrl(target, webhook.Voice), get ? [] : webhook.Fields));
        request.Headers.Add("I-Twilio-Idempotency-Token", webhook.IdempotencyToken);
        return request;
    }

    private static string Bare(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped);
}
