using Helpline.Simulator.Queues;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary><c>Queues</c> and their <c>Members</c>. Source: Twilio, "Queues resource", "QueueMembers subresource".</summary>
internal sealed class QueuesResource(VoiceServices services)
{
    private static readonly string[] Settings = ["FriendlyName", "MaxSize"];
    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/Queues.json", (Delegate)CreateAsync);
        api.MapGet("/Queues.json", async (HttpRequest request) =>
            RestPage.Of(request, await RestParameters.ReadAsync(request, RestPage.Parameters), "queues", services.Queues.All, Shape));
        api.MapGet("/Queues/{sid}.json", (string sid) => RestJson.Of(Shape(Find(sid))));
        api.MapPost("/Queues/{sid}.json", (Delegate)UpdateAsync);
        api.MapGet("/Queues/{sid}/Members.json", async (string sid, HttpRequest request) =>
            RestPage.Of(request, await RestParameters.ReadAsync(request, RestPage.Parameters), "queue_members", Find(sid).Members, m => Shape(m, m.Queue.Position(m))));
        api.MapGet("/Queues/{sid}/Members/{call}.json", (string sid, string call) =>
            Find(sid).Members.FirstOrDefault(m => call == "Front" || m.Leg.Sid == call) is { } member ? RestJson.Of(Shape(member, member.Queue.Position(member))) : throw NotWaiting(sid, call));
        api.MapPost("/Queues/{sid}/Members/{call}.json", (Delegate)DequeueAsync);
    }

    private WaitingQueue Find(string sid) => services.Queues.Find(sid) ?? throw RestError.NotFound($"/Queues/{sid}.json");

    private static RestError NotWaiting(string sid, string call) => RestError.NotFound($"/Queues/{sid}/Members/{call}.json");

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Settings);
        var name = Name(asked) ?? throw new RestError(400, 22001, "FriendlyName is required");
        var queue = services.Queues.Create(name, MaxSize(asked) ?? WaitingQueues.DefaultSize)
            ?? throw new RestError(400, 22003, $"A queue with FriendlyName '{name}' exists already");
        return RestJson.Of(Shape(queue), StatusCodes.Status201Created);
    }

    private async Task<IResult> UpdateAsync(string sid, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Settings);
        var queue = Find(sid);
        queue.Name = Name(asked) ?? queue.Name;
        queue.MaxSize = MaxSize(asked) ?? queue.MaxSize;
        return RestJson.Of(Shape(queue));
    }

    private async Task<IResult> DequeueAsync(string sid, string call, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, "Url", "Method");
        var url = asked.Url("Url") ?? throw new RestError(400, 21205, "Url parameter is required.");
        var queue = Find(sid);
        var source = new TwimlSource.Address(url, asked.Method());
        var member = queue.Take(call == "Front" ? null : call);
        return member is not null && member.Leg.Interrupt(new Interruption.Redirect(source)) ? RestJson.Of(Shape(member, 0)) : throw NotWaiting(sid, call);
    }

    private static string? Name(RestParameters asked) =>
        asked.Text("FriendlyName") is not { Length: > 0 } name ? null : name.Length <= 64 ? name : throw new RestError(400, 22002, "FriendlyName must be 64 characters or fewer");

    private static int? MaxSize(RestParameters asked) => asked.Whole("MaxSize", 1, WaitingQueues.LargestSize);

    private object Shape(WaitingQueue queue) => new
    {
        DateUpdated = Sid.Date(queue.Created),
        CurrentSize = queue.Members.Count,
        FriendlyName = queue.Name,
        Uri = RestUris.To(account, $"Queues/{queue.Sid}"),
        AccountSid = account,
        AverageWaitTime = queue.AverageWait,
        queue.Sid,
        DateCreated = Sid.Date(queue.Created),
        queue.MaxSize,
        SubresourceUris = new { Members = RestUris.To(account, $"Queues/{queue.Sid}/Members") },
    };

    private object Shape(QueueMember member, int position) => new
    {
        CallSid = member.Leg.Sid,
        DateEnqueued = Sid.Date(member.Joined),
        Position = position,
        Uri = RestUris.To(account, $"Queues/{member.Queue.Sid}/Members/{member.Leg.Sid}"),
        WaitTime = (int)(services.Time.GetUtcNow() - member.Joined).TotalSeconds,
        QueueSid = member.Queue.Sid,
    };
}
