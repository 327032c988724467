using System.Text;
using System.Xml.Linq;
using Helpline.Simulator.Twiml;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Voice;

/// <summary>Follows a call's documents verb by verb until it ends, is hung up, or is told something else by a REST request.</summary>
internal sealed class CallScript(CallLeg leg, VoiceServices services)
{
    public const string Apology = "We are sorry, an application error has occurred. Goodbye.";
    private bool fellBack;

    public CallLeg Leg => leg;

    public VoiceServices Services => services;

    public Task LiveAsync(TwimlSource first) => LiveAsync(ct => FollowAsync(first, TwimlContext.Call, ct));

    /// <summary>The whole life of the leg, from its first instruction to the last callback. Never throws.</summary>
    public async Task LiveAsync(Func<CancellationToken, Task<Flow>> first)
    {
        using var tooLong = services.Time.CreateTimer(_ => leg.HangUp("The call reached the longest a call may last"), null, services.Options.LongestCall, Timeout.InfiniteTimeSpan);
        var next = first;
        while (true)
        {
            var flow = await GuardedAsync(next);
            switch (leg.TakeInterruption())
            {
                case Interruption.HangUp hangUp:
                    End(leg.StatusAfter(hangUp), hangUp.How);
                    return;
                case Interruption.Redirect redirect:
                    fellBack = false; // A new beginning: it has a fallback of its own.
                    next = ct => FollowAsync(redirect.Source, TwimlContext.Call, ct);
                    continue;
            }

            if (flow is not Flow.Jump jump)
            {
                End(flow is Flow.Finished finished ? finished.Status : CallStatus.Completed, "They hung up");
                return;
            }

            next = ct => FollowAsync(jump.Source, TwimlContext.Call, ct);
        }
    }

    public void End(CallStatus status, string how)
    {
        if (leg.Become(status, services.Time.GetUtcNow()))
        {
            services.Reports.Report(leg, "completed");
            leg.Party.Ended(leg, how);
        }

        leg.Dispose();
    }

    /// <summary>Runs a document, and those it redirects to, without leaving the context.</summary>
    /// <param name="more">Fields that each request adds, such as the position in a queue.</param>
    public async Task<Flow> FollowAsync(TwimlSource source, TwimlContext context, CancellationToken ct, Func<IEnumerable<KeyValuePair<string, string>>>? more = null)
    {
        while (true)
        {
            var document = await ReadAsync(source, context, more?.Invoke() ?? [], ct);
            var flow = await RunAsync(document, context, ct);
            if (flow is not Flow.Jump jump)
            {
                return flow;
            }

            source = jump.Source;
        }
    }

    /// <summary>The network picks up: from here the caller pays, and the program is told <c>in-progress</c>.</summary>
    public void PickUp()
    {
        if (leg.Status == CallStatus.Ringing && leg.Direction == "inbound" && leg.Become(CallStatus.InProgress, services.Time.GetUtcNow()))
        {
            leg.Answer();
            services.Reports.Report(leg, "answered");
        }
    }

    private async Task<Flow> GuardedAsync(Func<CancellationToken, Task<Flow>> next)
    {
        try
        {
            return await next(leg.Interrupted);
        }
        catch (OperationCanceledException) when (leg.Pending is not null)
        {
            return Flow.HangUp; // The interruption says what comes next.
        }
        catch (TwimlFailure failure)
        {
            services.Warnings.Add(failure.Code, failure.Message, leg.Sid, failure.Url);
            return await AfterFailureAsync(failure);
        }
        catch (Exception e)
        {
            // A mistake of the simulator's own must end the call and be seen, not vanish with a background task.
            services.Warnings.Add(0, $"the simulator itself failed: {e}", leg.Sid, null);
            return new Flow.Finished(CallStatus.Failed);
        }
    }

    private async Task<Flow> AfterFailureAsync(TwimlFailure failure)
    {
        if (leg.FallbackUrl is { } fallback && !fellBack)
        {
            fellBack = true;
            return new Flow.Jump(new TwimlSource.Address(fallback, leg.FallbackMethod, new("ErrorCode", Sid.Number(failure.Code)), new("ErrorUrl", failure.Url ?? "")));
        }

        PickUp();
        try
        {
            await new SoundVerbs(this).SayAsync(Apology, leg.Interrupted);
        }
        catch (OperationCanceledException) when (leg.Pending is not null)
        {
            // The caller did not wait for the end of the apology.
        }

        return Flow.HangUp;
    }

    private async Task<TwimlDocument> ReadAsync(TwimlSource source, TwimlContext context, IEnumerable<KeyValuePair<string, string>> more, CancellationToken ct)
    {
        if (source is TwimlSource.Inline inline)
        {
            return TwimlDocument.Read(inline.Twiml, context);
        }

        var address = (TwimlSource.Address)source;
        try
        {
            // The request goes on when the caller hangs up meanwhile, as Twilio's does; only the script stops waiting.
            var reply = await services.Sender.SendAsync(new Webhook(address.Url, address.Method, leg.Sid, Voice: true, [.. services.Reports.Fields(leg), .. address.Fields, .. more])).WaitAsync(ct);
            return Interpret(reply, context);
        }
        catch (WebhookFailure failure)
        {
            throw new TwimlFailure(failure.Code, failure.Message, address.Url);
        }
    }

    private static TwimlDocument Interpret(WebhookReply reply, TwimlContext context) => reply.ContentType switch
    {
        "text/xml" or "application/xml" or "text/html" => TwimlDocument.Read(reply.Body, reply.Url, context),
        "text/plain" => TwimlDocument.Read(new XElement("Response", new XElement("Say", Encoding.UTF8.GetString(reply.Body))).ToString(), context),
        _ => throw new TwimlFailure(12300, $"the answer's content type is '{reply.ContentType}'; it should be text/xml", reply.Url.AbsoluteUri),
    };

    private async Task<Flow> RunAsync(TwimlDocument document, TwimlContext context, CancellationToken ct)
    {
        foreach (var verb in document.Verbs)
        {
            ct.ThrowIfCancellationRequested();
            var name = verb.Name.LocalName;
            if (name is not ("Pause" or "Reject" or "Redirect" or "Dial"))
            {
                PickUp();
            }

            var flow = await RunAsync(name, verb, document, context, ct);
            if (flow is not Flow.Exhausted)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private async Task<Flow> RunAsync(string name, XElement verb, TwimlDocument document, TwimlContext context, CancellationToken ct)
    {
        switch (name)
        {
            case "Say" or "Play" or "Pause":
                await new SoundVerbs(this).RunAsync(verb, document, ct);
                return Flow.Next;
            case "Gather":
                return await new GatherVerb(this).RunAsync(verb, document, ct);
            case "Record":
                return await new RecordVerb(this).RunAsync(verb, document, ct);
            case "Enqueue":
                return await new EnqueueVerb(this).RunAsync(verb, document, ct);
            case "Dial":
                return await new DialVerb(this).RunAsync(verb, document, ct);
            case "Redirect":
                return new Flow.Jump(new TwimlSource.Address(document.Resolve(verb.Value.Trim()), verb.Method()));
            case "Leave":
                return context == TwimlContext.QueueWait ? Flow.Leave : Flow.Next;
            case "Reject":
                return new Flow.Finished(verb.Attr("reason") == "busy" ? CallStatus.Busy : CallStatus.NoAnswer);
            case "Hangup":
                return Flow.HangUp;
            default:
                throw new TwimlFailure(12200, $"the simulator does not know <{name}>", null);
        }
    }
}
