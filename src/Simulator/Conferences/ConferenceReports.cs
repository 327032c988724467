using Helpline.Simulator.Voice;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Conferences;

/// <summary>A conference's events, as its status callback tells them.</summary>
internal sealed class ConferenceReports(SimulatorOptions options, Callbacks callbacks, NetworkClock time)
{
    public void Report(ConferenceRoom room, string happened, Participant? participant, params IEnumerable<KeyValuePair<string, string>> more)
    {
        if (room.Events is not { } events || !events.Events.Contains(Subscription(happened), StringComparer.Ordinal))
        {
            return;
        }

        List<KeyValuePair<string, string>> fields =
        [
            new("ConferenceSid", room.Sid), new("FriendlyName", room.Name), new("AccountSid", options.AccountSid),
            new("SequenceNumber", Sid.Number(++room.Sequence)), new("Timestamp", Sid.Date(time.GetUtcNow())), new("StatusCallbackEvent", happened),
        ];
        if (participant is not null)
        {
            fields.AddRange(About(participant));
        }

        fields.AddRange(more);
        callbacks.Post(new Webhook(events.Url, events.Method, room.Sid, Voice: true, fields));
    }

    public void Left(ConferenceRoom room, Participant participant, string reason) =>
        Report(room, "participant-leave", participant, new("ParticipantCallStatus", participant.Leg.Status.Wire()), new("ReasonParticipantLeft", reason));

    public void Ended(ConferenceRoom room, Participant? by)
    {
        List<KeyValuePair<string, string>> about = [new("ReasonConferenceEnded", room.ReasonEnded!), new("Reason", Sentence(room.ReasonEnded!, by))];
        if (by is not null)
        {
            about.Add(new("CallSidEndingConference", by.Leg.Sid));
            if (by.Label is not null)
            {
                about.Add(new("ParticipantLabelEndingConference", by.Label));
            }
        }

        Report(room, "conference-end", null, about);
    }

    private static IEnumerable<KeyValuePair<string, string>> About(Participant participant)
    {
        yield return new("CallSid", participant.Leg.Sid);
        yield return new("Muted", Word(participant.Muted));
        yield return new("Hold", Word(participant.Hold));
        yield return new("Coaching", Word(participant.Coaching));
        if (participant.CallSidToCoach is { } coached)
        {
            yield return new("CallSidToCoach", coached);
        }

        yield return new("EndConferenceOnExit", Word(participant.EndOnExit));
        yield return new("StartConferenceOnEnter", Word(participant.StartOnEnter));
        if (participant.Label is not null)
        {
            yield return new("ParticipantLabel", participant.Label);
        }
    }

    /// <summary>The word in <c>statusCallbackEvent</c> that asks for an event.</summary>
    private static string Subscription(string happened) => happened switch
    {
        "conference-start" => "start",
        "conference-end" => "end",
        "participant-join" => "join",
        "participant-leave" => "leave",
        "participant-mute" or "participant-unmute" => "mute",
        "participant-hold" or "participant-unhold" => "hold",
        "participant-modify" => "modify",
        _ => throw new InvalidOperationException($"No such event: {happened}."),
    };

    private static string Sentence(string reason, Participant? by) =>
        by is null ? "Conference ended via API" : $"Participant {by.Label ?? by.Leg.Sid} ended the conference: {reason.Replace('-', ' ')}";

    private static string Word(bool value) => value ? "true" : "false";
}
