using Helpline.Simulator.Conferences;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary><c>Participants</c> of a conference, found by call or by label. Source: Twilio, "Participants subresource".</summary>
internal sealed class ParticipantsResource(VoiceServices services)
{
    private static readonly string[] Create =
    [
        "From", "To", "StatusCallback", "StatusCallbackMethod", "StatusCallbackEvent", "Label", "Timeout", "Record", "Muted", "Beep", "StartConferenceOnEnter",
        "EndConferenceOnExit", "WaitUrl", "WaitMethod", "EarlyMedia", "MaxParticipants", "ConferenceRecord", "ConferenceTrim", "ConferenceStatusCallback",
        "ConferenceStatusCallbackMethod", "ConferenceStatusCallbackEvent", "RecordingChannels", "RecordingStatusCallback", "RecordingStatusCallbackMethod",
        "SipAuthUsername", "SipAuthPassword", "Region", "ConferenceRecordingStatusCallback", "ConferenceRecordingStatusCallbackMethod",
        "RecordingStatusCallbackEvent", "ConferenceRecordingStatusCallbackEvent", "Coaching", "CallSidToCoach", "JitterBufferSize", "Byoc", "CallerId", "CallReason",
        "RecordingTrack", "TimeLimit", "MachineDetection", "MachineDetectionTimeout", "MachineDetectionSpeechThreshold", "MachineDetectionSpeechEndThreshold",
        "MachineDetectionSilenceTimeout", "AmdStatusCallback", "AmdStatusCallbackMethod", "Trim", "CallToken", "ClientNotificationUrl", "CallerDisplayName",
    ];

    private static readonly string[] Update =
    [
        "Muted", "Hold", "HoldUrl", "HoldMethod", "AnnounceUrl", "AnnounceMethod", "WaitUrl", "WaitMethod", "BeepOnExit", "EndConferenceOnExit", "Coaching", "CallSidToCoach",
    ];

    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/Conferences/{room}/Participants.json", (Delegate)CreateAsync);
        api.MapGet("/Conferences/{room}/Participants.json", (Delegate)ListAsync);
        api.MapGet("/Conferences/{room}/Participants/{who}.json", (string room, string who) => RestJson.Of(Shape(Room(room), Find(room, who))));
        api.MapPost("/Conferences/{room}/Participants/{who}.json", (Delegate)UpdateAsync);
        api.MapDelete("/Conferences/{room}/Participants/{who}.json", (string room, string who) =>
        {
            Room(room).Leave(Find(room, who), "participant_updated_via_api");
            return Results.NoContent();
        });
    }

    private ConferenceRoom Room(string sid) => services.Conferences.Find(sid) ?? throw RestError.NotFound($"/Conferences/{sid}.json");

    private Participant Find(string room, string who) =>
        Room(room).Participants.FirstOrDefault(p => p.Leg.Sid == who || p.Label == who) ?? throw RestError.NotFound($"/Conferences/{room}/Participants/{who}.json");

    private async Task<IResult> CreateAsync(string room, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Create);
        var to = asked.Text("To") is { Length: > 0 } given ? given : throw new RestError(400, 21201, "No 'To' number is specified");
        var from = asked.Text("From") is { Length: > 0 } caller ? caller : throw new RestError(400, 21213, "No 'From' number is specified");
        CallsResource.Numbers(services.Options, to, from);
        // A sid must be of a conference that goes on; a name opens one.
        var conference = Sid.IsA("CF", room) ? Room(room) : services.Conferences.Open(room);
        if (conference.IsOver)
        {
            throw RestError.NotFound($"/Conferences/{room}/Participants.json");
        }

        var leg = new CallLeg(from, to, "outbound-api", services.Directory.At(to), services.Time.GetUtcNow())
        {
            Callback = StatusCallback.Of(asked.Url("StatusCallback", 21609), asked.Method("StatusCallbackMethod"), asked.All("StatusCallbackEvent")),
        };
        var participant = ParticipantOf(leg, asked);
        switch (conference.Invite(participant))
        {
            case JoinRefusal.DuplicateLabel:
                throw new RestError(400, 16025, $"Participant label '{participant.Label}' is already in use in this conference");
            case JoinRefusal.NobodyToCoach:
                throw new RestError(400, 13240, "CallSidToCoach is not in the conference");
            case not null:
                throw new RestError(400, 13232, "The conference is full or has ended");
        }

        new OutgoingCalls(services).Place(leg, TimeSpan.FromSeconds(asked.Whole("Timeout", 5, 600) ?? 60), async (script, ct) =>
        {
            if (conference.Join(participant) is null)
            {
                await new ConferenceStay(script, conference, participant).RunAsync(ct);
            }

            return Flow.HangUp;
        }, () => conference.Leave(participant, "participant_add_failed"));
        return RestJson.Of(Shape(conference, participant), StatusCodes.Status201Created);
    }

    private Participant ParticipantOf(CallLeg leg, RestParameters asked)
    {
        var beep = asked.Text("Beep") ?? "true";
        return new Participant(leg, services.Time.GetUtcNow())
        {
            Label = asked.Text("Label"),
            Muted = asked.Flag("Muted") ?? false,
            StartOnEnter = asked.Flag("StartConferenceOnEnter") ?? true,
            EndOnExit = asked.Flag("EndConferenceOnExit") ?? false,
            BeepOnEnter = beep is "true" or "onEnter",
            BeepOnExit = beep is "true" or "onExit",
            WaitsInSilence = asked.Text("WaitUrl") is { Length: 0 },
            WaitSound = asked.Url("WaitUrl") is { } wait ? new(wait, asked.Method("WaitMethod")) : null,
            CallSidToCoach = asked.Flag("Coaching") == false ? null : asked.Text("CallSidToCoach"),
            Limit = asked.Whole("MaxParticipants", 2, 250),
            Events = asked.Url("ConferenceStatusCallback", 21609) is { } url
                ? StatusCallback.Of(url, asked.Method("ConferenceStatusCallbackMethod"), asked.All("ConferenceStatusCallbackEvent") is { Count: > 0 } events ? events : ["start", "end"])
                : null,
            Status = "queued",
        };
    }

    private async Task<IResult> UpdateAsync(string room, string who, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Update);
        var (conference, participant) = (Room(room), Find(room, who));
        var coach = asked.Text("CallSidToCoach") ?? participant.CallSidToCoach;
        if (asked.Flag("Coaching") == true && (coach is null || !conference.Holds(coach)))
        {
            throw new RestError(400, 13240, "CallSidToCoach is not in the conference");
        }

        var holdSound = asked.Url("HoldUrl") is { } url ? new TwimlSource.Address(url, asked.Method("HoldMethod", "GET")) : null;
        conference.Update(participant, p =>
        {
            p.Muted = asked.Flag("Muted") ?? p.Muted;
            p.Hold = asked.Flag("Hold") ?? p.Hold;
            p.HoldSound = p.Hold ? holdSound ?? p.HoldSound : null;
            p.EndOnExit = asked.Flag("EndConferenceOnExit") ?? p.EndOnExit;
            p.BeepOnExit = asked.Flag("BeepOnExit") ?? p.BeepOnExit;
            p.CallSidToCoach = asked.Flag("Coaching") == false ? null : coach;
        });
        return RestJson.Of(Shape(conference, participant));
    }

    private async Task<IResult> ListAsync(string room, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, ["Muted", "Hold", "Coaching", .. RestPage.Parameters]);
        var conference = Room(room);
        var found = conference.Participants.Where(p =>
            (asked.Flag("Muted") ?? p.Muted) == p.Muted && (asked.Flag("Hold") ?? p.Hold) == p.Hold && (asked.Flag("Coaching") ?? p.Coaching) == p.Coaching);
        return RestPage.Of(request, asked, "participants", found, p => Shape(conference, p));
    }

    private object Shape(ConferenceRoom room, Participant participant) => new
    {
        AccountSid = account,
        CallSid = participant.Leg.Sid,
        participant.Label,
        participant.CallSidToCoach,
        participant.Coaching,
        ConferenceSid = room.Sid,
        DateCreated = Sid.Date(participant.Created),
        DateUpdated = Sid.Date(participant.Updated),
        EndConferenceOnExit = participant.EndOnExit,
        participant.Muted,
        participant.Hold,
        StartConferenceOnEnter = participant.StartOnEnter,
        Status = participant.Joined || participant.Status != "queued" ? participant.Status : participant.Leg.Status == CallStatus.Ringing ? "ringing" : "queued",
        QueueTime = "0",
        Uri = RestUris.To(account, $"Conferences/{room.Sid}/Participants/{participant.Leg.Sid}"),
    };
}
