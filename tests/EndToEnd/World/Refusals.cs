using System.Net;
using System.Text.Json;
using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>Bad input never half-happens: the answer says what was wrong, and the records are as before.</summary>
public static class Refusals
{
    /// <summary>Sends it and asks for the status, for words a person can act on, and for untouched records.</summary>
    public static async Task RefusesAsync(this Installation installation, Func<Task<HttpResponseMessage>> send, HttpStatusCode status, params string[] words)
    {
        var before = await Rows.ReadAsync(installation);

        using var reply = await send();

        var said = await reply.Content.ReadAsStringAsync();
        reply.StatusCode.ShouldBe(status, said);
        reply.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", said);
        using var problem = JsonDocument.Parse(said);
        var title = problem.RootElement.GetProperty("title").GetString();
        var detail = problem.RootElement.GetProperty("detail").GetString();
        detail.ShouldNotBeNullOrWhiteSpace();
        foreach (var word in words)
        {
            $"{title}. {detail}".ShouldContain(word);
        }

        (await Rows.ReadAsync(installation)).ShouldBe(before);
    }

    /// <summary>The same for what is answered politely and has no effect: notices of things we do not know.</summary>
    public static async Task IgnoresAsync(this Installation installation, Func<Task<HttpResponseMessage>> send)
    {
        var before = await Rows.ReadAsync(installation);

        using var reply = await send();

        reply.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NoContent]);
        (await Rows.ReadAsync(installation)).ShouldBe(before);
    }
}
