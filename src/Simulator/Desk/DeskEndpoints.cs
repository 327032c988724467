using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace Helpline.Simulator.Desk;

/// <summary>The desk: its page, and what the page asks for.</summary>
internal static class DeskEndpoints
{
    /// <summary>"Unreachable destination handset": the telephone is switched off.</summary>
    private const int SwitchedOff = 30003;
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src mediastream:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static void Map(RouteGroupBuilder root)
    {
        root.MapMethods("/", ["GET", "HEAD"], Page);
        var api = root.MapGroup("/api");
        api.MapGet("/desk", (TelephoneNetwork network) => DeskView.Of(network));
        api.MapGet("/events", (DeskFeed feed, HttpContext http, IHostApplicationLifetime life) =>
            TypedResults.ServerSentEvents(feed.FollowAsync(life.ApplicationStopping, http.RequestAborted)));
        api.MapPost("/people", (NewPerson asked, PhoneBook phones) => Try(() => phones.Add(new SimulatedPerson(asked.Name, asked.Number, asked.Withheld))));
        var person = api.MapGroup("/people/{number}");
        person.MapPost("/ring", (string number, ToLine to, PhoneBook phones) => On(phones, number, p => p.Ring(to.Line)));
        person.MapPost("/answer", (string number, PhoneBook phones) => On(phones, number, p => p.Answer()));
        person.MapPost("/hangup", (string number, PhoneBook phones) => On(phones, number, p => p.HangUp()));
        person.MapPost("/press", (string number, Pressed pressed, PhoneBook phones) => On(phones, number, p => p.Press(pressed.Keys)));
        person.MapPost("/say", (string number, Said said, PhoneBook phones) => On(phones, number, p => p.Say(said.Text)));
        person.MapPost("/text", (string number, TextTo text, PhoneBook phones) => On(phones, number, p => p.Text(text.Line, text.Body)));
        person.MapPost("/off", (string number, Off off, PhoneBook phones) => On(phones, number, p => p.TextsFailWith = off.IsOff ? SwitchedOff : null));
        api.MapPost("/troubles", Trouble);
        api.MapPost("/clock", Clock);
        api.MapDelete("/warnings", (TelephoneNetwork network) =>
        {
            network.ClearWarnings();
            return TypedResults.NoContent();
        });
    }

    private static IResult Page(HttpContext http, IWebHostEnvironment environment, SimulatorOptions options)
    {
        if (!http.Request.Path.Value!.EndsWith('/'))
        {
            return TypedResults.LocalRedirect($"~{options.BasePath}/");
        }

        var file = environment.WebRootFileProvider.GetFileInfo("simulator/index.html");
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        http.Response.Headers.CacheControl = "no-cache";
        return file.Exists ? Results.Stream(file.CreateReadStream(), "text/html; charset=utf-8") : Results.Text("The desk's page has not been built.", statusCode: StatusCodes.Status404NotFound);
    }

    private static Results<NoContent, BadRequest<string>> Trouble(TroublesView asked, TelephoneNetwork network, DeskFeed feed)
    {
        if (asked.DelayMs is < 0 or > 20000 || asked.DropEvery < 0 || !Enum.TryParse<RestTrouble>(asked.Rest, out var rest) || !Enum.TryParse<LegTrouble>(asked.Legs ?? "None", out var legs))
        {
            return TypedResults.BadRequest(
                $"DelayMs is 0 to 20000, DropEvery 0 or more, Rest one of {string.Join(", ", Enum.GetNames<RestTrouble>())}, Legs one of {string.Join(", ", Enum.GetNames<LegTrouble>())}.");
        }

        var troubles = network.Troubles;
        (troubles.Duplicate, troubles.Reorder, troubles.DropEvery, troubles.Rest, troubles.Legs) = (asked.Duplicate, asked.Reorder, asked.DropEvery, rest, legs);
        troubles.Delay = TimeSpan.FromMilliseconds(asked.DelayMs);
        feed.TroublesChanged();
        return TypedResults.NoContent();
    }

    private static Results<NoContent, BadRequest<string>> Clock(ClockSet asked, TelephoneNetwork network, DeskFeed feed)
    {
        if (!NetworkClock.IsSpeed(asked.Speed))
        {
            return TypedResults.BadRequest("Speed is 0.1 to 100: seconds of the network's in a real one.");
        }

        network.ClockSpeed = asked.Speed;
        feed.ClockChanged();
        return TypedResults.NoContent();
    }

    private static Results<NoContent, NotFound, BadRequest<string>> On(PhoneBook phones, string number, Action<Phone> act) =>
        phones.Find(number) is not { } phone ? TypedResults.NotFound() : Try(() => act(phone)).Result switch
        {
            BadRequest<string> refused => refused,
            _ => TypedResults.NoContent(),
        };

    private static Results<NoContent, BadRequest<string>> Try(Action act)
    {
        try
        {
            act();
            return TypedResults.NoContent();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return TypedResults.BadRequest(e.Message);
        }
    }

    internal sealed record ClockSet(double Speed);

    internal sealed record NewPerson(string Name, string Number, bool Withheld);

    internal sealed record ToLine(string Line);

    internal sealed record Pressed(string Keys);

    internal sealed record Said(string Text);

    internal sealed record TextTo(string Line, string Body);

    internal sealed record Off(bool IsOff);
}
