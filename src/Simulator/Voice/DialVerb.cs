using System.Xml.Linq;
using Helpline.Simulator.Conferences;
using Helpline.Simulator.Queues;
using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Voice;

/// <summary><c>Dial</c>: into a conference, to a number, or to the front of a queue.</summary>
internal sealed class DialVerb(CallScript script)
{
    private readonly VoiceServices services = script.Services;

    public async Task<Flow> RunAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        if (!verb.Flag("answerOnBridge"))
        {
            script.PickUp();
        }

        var action = verb.Attr("action") is { } url ? new TwimlSource.Address(document.Resolve(url), verb.Method()) : null;
        IReadOnlyList<KeyValuePair<string, string>> result;
        try
        {
            result = await DialAsync(verb, document, ct);
        }
        catch (OperationCanceledException) when (script.Leg.Pending is Interruption.HangUp && action is not null)
        {
            services.Reports.Tell(script.Leg, action.Url, action.Method, [new("DialCallStatus", verb.Element("Conference") is null ? "completed" : "answered")]);
            throw;
        }

        return action is null ? Flow.Next : new Flow.Jump(action with { Fields = result });
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> DialAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        var nouns = verb.Elements().ToList();
        if (nouns.Count > 1)
        {
            throw new TwimlFailure(13200, "the simulator dials one number, client, queue or conference at a time", null);
        }

        var noun = nouns.Count == 1 ? nouns[0] : new XElement("Number", verb.Value.Trim());
        return noun.Name.LocalName switch
        {
            "Conference" => await ConferenceAsync(noun, document, ct),
            "Queue" => await QueueAsync(noun, document, ct),
            _ => await NumberAsync(verb, noun, document, ct),
        };
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> ConferenceAsync(XElement noun, TwimlDocument document, CancellationToken ct)
    {
        var name = noun.Value.Trim();
        if (name.Length is 0 or > 128)
        {
            throw new TwimlFailure(13231, "<Conference> needs a name of 1 to 128 characters", null);
        }

        var room = services.Conferences.Open(name);
        var participant = ParticipantOf(noun, document);
        if (room.Join(participant) is { } refusal)
        {
            var (code, why) = refusal switch
            {
                JoinRefusal.DuplicateLabel => (16025, $"participant label {participant.Label} is already in the conference"),
                JoinRefusal.NobodyToCoach => (13240, "coach names a call that is not in the conference"),
                JoinRefusal.Full => (13232, "the conference is full"),
                JoinRefusal.Ended => (13231, "the conference ended at the same moment"),
                _ => throw new InvalidOperationException($"No such refusal: {refusal}."),
            };
            services.Warnings.Add(code, why, script.Leg.Sid, null);
            return [new("DialCallStatus", "failed")];
        }

        await new ConferenceStay(script, room, participant).RunAsync(ct);
        return [new("DialCallStatus", "answered"), new("DialBridged", "true")];
    }

    private Participant ParticipantOf(XElement noun, TwimlDocument document)
    {
        var wait = noun.Attr("waitUrl");
        var beep = noun.Attr("beep") ?? "true";
        return new Participant(script.Leg, services.Time.GetUtcNow())
        {
            Label = noun.Attr("participantLabel"),
            Muted = noun.Flag("muted"),
            StartOnEnter = noun.Flag("startConferenceOnEnter", otherwise: true),
            EndOnExit = noun.Flag("endConferenceOnExit"),
            BeepOnEnter = beep is "true" or "onEnter",
            BeepOnExit = beep is "true" or "onExit",
            WaitsInSilence = wait is { Length: 0 },
            WaitSound = string.IsNullOrEmpty(wait) ? null : new(document.Resolve(wait), noun.Method("waitMethod")),
            CallSidToCoach = noun.Attr("coach") is { Length: > 0 } coached ? coached : null,
            Limit = noun.Attr("maxParticipants") is null ? null : noun.Whole("maxParticipants", 0),
            Events = noun.Attr("statusCallback") is { Length: > 0 } url && noun.Words("statusCallbackEvent") is { Length: > 0 } words
                ? new StatusCallback(document.Resolve(url), noun.Method("statusCallbackMethod"), words)
                : null,
        };
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> QueueAsync(XElement noun, TwimlDocument document, CancellationToken ct)
    {
        var queue = services.Queues.All.FirstOrDefault(q => q.Name == noun.Value.Trim());
        if (queue?.Take(null) is not { } member)
        {
            return [new("DialCallStatus", "completed")]; // Twilio goes on at once when nobody waits.
        }

        var bridge = new Bridge(services.Time);
        var screen = noun.Attr("url") is { } url ? new TwimlSource.Address(document.Resolve(url), noun.Method()) : null;
        member.Dequeue(new QueueDequeue(bridge, screen, script.Leg.Sid));
        await bridge.StayAsync(script.Leg, ct);
        return Done("completed", member.Leg, bridge);
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> NumberAsync(XElement verb, XElement noun, TwimlDocument document, CancellationToken ct)
    {
        var to = noun.Name == "Client" ? $"client:{noun.Element("Identity")?.Value ?? noun.Value.Trim()}" : noun.Value.Trim();
        var callback = noun.Attr("statusCallback") is { } url ? StatusCallback.Of(document.Resolve(url), noun.Method("statusCallbackMethod"), noun.Words("statusCallbackEvent")) : null;
        var child = new CallLeg(verb.Attr("callerId") ?? script.Leg.From, to, "outbound-dial", services.Directory.At(to), services.Time.GetUtcNow(), script.Leg.Sid) { Callback = callback };
        var bridge = new Bridge(services.Time);
        var screen = noun.Attr("url") is { } first ? new TwimlSource.Address(document.Resolve(first), noun.Method()) : null;
        new OutgoingCalls(services).Place(child, TimeSpan.FromSeconds(verb.Whole("timeout", 30)), async (childScript, childToken) =>
        {
            if (screen is not null && await childScript.FollowAsync(screen, TwimlContext.Screening, childToken) is Flow.Finished)
            {
                return Flow.HangUp;
            }

            script.PickUp();
            await bridge.StayAsync(child, childToken);
            return Flow.HangUp;
        }, bridge.End);
        try
        {
            await bridge.StayAsync(script.Leg, ct);
        }
        finally
        {
            child.Interrupt(new Interruption.HangUp("They hung up", child.Started is null ? CallStatus.Canceled : CallStatus.Completed));
        }

        return Done(child.Started is null ? child.Status.Wire() : "completed", child, bridge);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Done(string status, CallLeg other, Bridge bridge) =>
        [new("DialCallStatus", status), new("DialCallSid", other.Sid), new("DialCallDuration", Sid.Number(bridge.Length.TotalSeconds)), new("DialBridged", bridge.Connected ? "true" : "false")];
}
