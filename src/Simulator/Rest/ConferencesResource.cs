using Helpline.Simulator.Conferences;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary><c>Conferences</c>. Source: Twilio, "Conferences resource".</summary>
internal sealed class ConferencesResource(VoiceServices services)
{
    private static readonly string[] List =
    [
        "DateCreated", "DateCreated<", "DateCreated>", "DateUpdated", "DateUpdated<", "DateUpdated>", "FriendlyName", "Status", .. RestPage.Parameters,
    ];

    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/Conferences.json", (Delegate)ListAsync);
        api.MapGet("/Conferences/{sid}.json", (string sid) => RestJson.Of(Shape(Find(sid))));
        api.MapPost("/Conferences/{sid}.json", (Delegate)UpdateAsync);
    }

    private ConferenceRoom Find(string sid) => services.Conferences.Find(sid) ?? throw RestError.NotFound($"/Conferences/{sid}.json");

    private async Task<IResult> ListAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, List);
        // Without a status Twilio lists those in progress only (changelog of 8 July 2026).
        var status = asked.Text("Status") ?? "in-progress";
        if (status is not ("init" or "in-progress" or "completed"))
        {
            throw new RestError(400, 20001, "Status must be init, in-progress or completed");
        }

        var found = services.Conferences.All.Reverse().Where(r =>
            r.Status == status
            && (asked.Text("FriendlyName") is not { } name || r.Name == name)
            && asked.Covers("DateCreated", r.Created)
            && asked.Covers("DateUpdated", r.Updated));
        return RestPage.Of(request, asked, "conferences", found, Shape);
    }

    private async Task<IResult> UpdateAsync(string sid, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, "Status", "AnnounceUrl", "AnnounceMethod");
        var room = Find(sid);
        switch (asked.Text("Status"))
        {
            case "completed":
                room.EndByRequest();
                break;
            case not null:
                throw new RestError(400, 20001, "Status must be completed");
        }

        return RestJson.Of(Shape(room));
    }

    private object Shape(ConferenceRoom room) => new
    {
        AccountSid = account,
        DateCreated = Sid.Date(room.Created),
        DateUpdated = Sid.Date(room.Updated),
        CallReports.ApiVersion,
        FriendlyName = room.Name,
        Region = "ie1",
        room.Sid,
        room.Status,
        Uri = RestUris.To(account, $"Conferences/{room.Sid}"),
        SubresourceUris = new
        {
            Participants = RestUris.To(account, $"Conferences/{room.Sid}/Participants"),
            Recordings = RestUris.To(account, $"Conferences/{room.Sid}/Recordings"),
        },
        ReasonConferenceEnded = room.ReasonEnded,
        CallSidEndingConference = room.CallSidEnding,
    };
}
