using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>A caller leaves a message: the tone, the words, "keep it or again", goodbye. Meanwhile they still wait; whoever hangs up has kept it.</summary>
internal sealed class LeaveMessage(
    ICallLegs legs, IVoicemails voicemails, MessageKeeping keeping, CallerSpeech speech, VoiceDocuments documents, WaitingUrls urls, VoiceAnswer answer)
{
    /// <summary>Three minutes say a great deal, and fit what a tired listener can take in.</summary>
    private const int MostSeconds = 180;

    /// <summary>Somebody who cries or searches for a word is not cut off.</summary>
    private const int SilenceSeconds = 8;
    private const int ConfirmSeconds = 8;
    private const int FewestSeconds = 2;

    public IResult Ask(ServiceLine? line) => Twiml.Answer(
        speech.Say(line, CallerWords.MessagePrompt), new Record(urls.Recorded, urls.Recording, MostSeconds, SilenceSeconds), new Redirect(urls.NoMessage));

    public IResult BackToQueue(ServiceLine? line, string key) => Twiml.Answer(speech.Say(line, key), documents.ToQueue);

    /// <summary>The recording ended, by key, silence, length, or because they hung up.</summary>
    public Task<IResult> RecordedAsync(TwilioForm form)
    {
        var line = speech.LineOf(form);
        return answer.TryAsync(
            async cancellationToken =>
            {
                var leg = await NoteAsync(form, cancellationToken);
                if (leg is null || TwilioCallStatus.IsOver(form["CallStatus"]) || string.Equals(form["Digits"], "hangup", StringComparison.Ordinal))
                {
                    return VoiceDocuments.Nothing();
                }

                if (SecondsOf(form) < FewestSeconds)
                {
                    return await NoMessageAsync(form, line, cancellationToken);
                }

                return Confirm(line);
            },
            otherwise: Confirm(line)); // Twilio has the recording, and tells us of it again.
    }

    /// <summary>Keep it, or again.</summary>
    public Task<IResult> ChosenAsync(TwilioForm form)
    {
        var line = speech.LineOf(form);
        return answer.TryAsync(
            async cancellationToken =>
            {
                if (form["Digits"] is not "2")
                {
                    return await KeepAsync(form, line, cancellationToken);
                }

                await voicemails.DiscardAsync(form["CallSid"] ?? "", cancellationToken);
                return Ask(line);
            },
            otherwise: Kept(line)); // Nothing is lost: what was recorded is kept when the call ends.
    }

    public Task<IResult> KeptAsync(TwilioForm form)
    {
        var line = speech.LineOf(form);
        return answer.TryAsync(cancellationToken => KeepAsync(form, line, cancellationToken), otherwise: Kept(line));
    }

    /// <summary>A silence: back to the queue, where they still stand.</summary>
    public Task<IResult> NoMessageAsync(TwilioForm form)
    {
        var line = speech.LineOf(form);
        return answer.TryAsync(cancellationToken => NoMessageAsync(form, line, cancellationToken), otherwise: BackToQueue(line, CallerWords.MessageNothing));
    }

    /// <summary>Twilio's notice that a recording is ready; also of one whose caller has hung up.</summary>
    public async Task ReadyAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["RecordingStatus"] is "completed"
            && await NoteAsync(form, cancellationToken) is { State: CallLegState.Ended, Contact: { } contact, Pool: { } pool } leg)
        {
            await keeping.KeepAsync(contact, pool, leg.CallSid, cancellationToken);
        }
    }

    private async Task<CallLeg?> NoteAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["CallSid"] is not { } call || form["RecordingSid"] is not { } sid || !TwilioRecordings.IsSid(sid)
            || await legs.FindAsync(call, cancellationToken) is not { Role: CallLegRole.Caller, Contact: { } contact } leg)
        {
            return null;
        }

        await voicemails.NoteAsync(new RecordedMessage(sid, call, contact, SecondsOf(form)), cancellationToken);
        return leg;
    }

    private async Task<IResult> KeepAsync(TwilioForm form, ServiceLine? line, CancellationToken cancellationToken)
    {
        if (await legs.FindAsync(form["CallSid"] ?? "", cancellationToken) is { Contact: { } contact, Pool: { } pool } leg)
        {
            await keeping.KeepAsync(contact, pool, leg.CallSid, cancellationToken);
        }

        return Kept(line);
    }

    private async Task<IResult> NoMessageAsync(TwilioForm form, ServiceLine? line, CancellationToken cancellationToken)
    {
        if (await legs.FindAsync(form["CallSid"] ?? "", cancellationToken) is { } leg)
        {
            await legs.NoteAsync(leg with { Choice = WaitChoice.Wait }, cancellationToken);
        }

        return BackToQueue(line, CallerWords.MessageNothing);
    }

    private IResult Confirm(ServiceLine? line) => Twiml.Answer(
        new Gather(urls.MessageChoice, ConfirmSeconds, speech.Say(line, CallerWords.MessageConfirm)), new Redirect(urls.MessageKept));

    private IResult Kept(ServiceLine? line) => Twiml.Answer(speech.Say(line, CallerWords.MessageKept), new Hangup());

    private static int SecondsOf(TwilioForm form) => int.TryParse(form["RecordingDuration"], out var seconds) ? Math.Clamp(seconds, 0, 24 * 3600) : 0;
}
