using System.Xml.Linq;
using Helpline.Simulator.Queues;
using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Voice;

/// <summary><c>Enqueue</c>: waits, hearing the wait document over and over, until someone or something takes the caller out.</summary>
internal sealed class EnqueueVerb(CallScript script)
{
    /// <summary>A wait document without any sound would be asked for without end.</summary>
    private static readonly TimeSpan ShortestRound = TimeSpan.FromSeconds(1);
    private readonly VoiceServices services = script.Services;

    public async Task<Flow> RunAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        var name = verb.Value.Trim();
        if (name.Length is 0 or > 64)
        {
            throw new TwimlFailure(12200, "<Enqueue> needs a queue's name of 1 to 64 characters", null);
        }

        var action = verb.Attr("action") is { } url ? new TwimlSource.Address(document.Resolve(url), verb.Method()) : null;
        var queue = services.Queues.Named(name);
        if (queue.Join(script.Leg) is not { } member)
        {
            return After(action, "queue-full", queue, TimeSpan.Zero);
        }

        try
        {
            var result = await WaitAsync(verb, document, member, ct);
            return result == "hangup" ? Told(action, member, result, Flow.HangUp) : After(action, result, queue, Waited(member));
        }
        catch (OperationCanceledException) when (script.Leg.Pending is { } interruption)
        {
            Told(action, member, interruption is Interruption.HangUp ? "hangup" : "redirected", Flow.Next);
            throw;
        }
        catch (TwimlFailure failure) when (action is not null)
        {
            services.Warnings.Add(failure.Code, failure.Message, script.Leg.Sid, failure.Url);
            return After(action, "error", queue, Waited(member));
        }
        finally
        {
            queue.Remove(member);
        }
    }

    private async Task<string> WaitAsync(XElement verb, TwimlDocument document, QueueMember member, CancellationToken ct)
    {
        using var taken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sound = SoundAsync(verb, document, member, taken.Token);
        var first = await Task.WhenAny(sound, member.Dequeued);
        if (first == sound && !member.Dequeued.IsCompleted)
        {
            return await sound;
        }

        await taken.CancelAsync();
        await Task.WhenAny(sound);
        return await TalkAsync(await member.Dequeued, member, ct);
    }

    /// <summary>leave or hangup, once the wait document says so.</summary>
    private async Task<string> SoundAsync(XElement verb, TwimlDocument document, QueueMember member, CancellationToken ct)
    {
        if (verb.Attr("waitUrl") is not { } reference)
        {
            const string Music = "♪ hold music";
            script.Leg.Hear(services.Time.GetUtcNow(), Speaker.Sound, Music);
            using var heard = script.Leg.Hearing.While(services.Time, Music);
            await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, ct);
        }

        var source = new TwimlSource.Address(document.Resolve(verb.Attr("waitUrl")!), verb.Method("waitUrlMethod"));
        while (true)
        {
            var begun = services.Time.GetTimestamp();
            switch (await script.FollowAsync(source, TwimlContext.QueueWait, ct, () => Position(member)))
            {
                case Flow.Left:
                    return "leave";
                case Flow.Finished:
                    return "hangup";
            }

            var rest = ShortestRound - services.Time.GetElapsedTime(begun);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, services.Time, ct);
            }
        }
    }

    private async Task<string> TalkAsync(QueueDequeue dequeue, QueueMember member, CancellationToken ct)
    {
        try
        {
            if (dequeue.Screen is not null)
            {
                await script.FollowAsync(dequeue.Screen, TwimlContext.ConferenceWait, ct, () =>
                    [new("QueueSid", member.Queue.Sid), new("QueueTime", Sid.Number(Waited(member).TotalSeconds)), new("DequeingCallSid", dequeue.BySid)]);
            }

            await dequeue.Bridge.StayAsync(script.Leg, ct);
            return "bridged";
        }
        finally
        {
            dequeue.Bridge.End();
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Position(QueueMember member) =>
    [
        new("QueueSid", member.Queue.Sid),
        new("QueuePosition", Sid.Number(member.Queue.Position(member))),
        new("QueueTime", Sid.Number(Waited(member).TotalSeconds)),
        new("AvgQueueTime", Sid.Number(member.Queue.AverageWait)),
        new("CurrentQueueSize", Sid.Number(member.Queue.Members.Count)),
        new("MaxQueueSize", Sid.Number(member.Queue.MaxSize)),
    ];

    private TimeSpan Waited(QueueMember member) => services.Time.GetUtcNow() - member.Joined;

    private static IEnumerable<KeyValuePair<string, string>> Result(string result, WaitingQueue queue, TimeSpan waited) =>
        [new("QueueResult", result), new("QueueSid", queue.Sid), new("QueueTime", Sid.Number(waited.TotalSeconds))];

    private static Flow After(TwimlSource.Address? action, string result, WaitingQueue queue, TimeSpan waited) =>
        action is null ? Flow.Next : new Flow.Jump(action with { Fields = [.. Result(result, queue, waited)] });

    private Flow Told(TwimlSource.Address? action, QueueMember member, string result, Flow then)
    {
        member.Queue.Remove(member); // Whoever is told must find it so.
        if (action is not null)
        {
            services.Reports.Tell(script.Leg, action.Url, action.Method, Result(result, member.Queue, Waited(member)));
        }

        return then;
    }
}
