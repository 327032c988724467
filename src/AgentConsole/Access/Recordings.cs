using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Recording a call: only when its line may be, only when the person agreed, and theirs to take back.</summary>
internal sealed class Recordings(CareOf careOf, ContactFiles files, ICallRecordings recordings, IContactRouter router, ILogger<Recordings> logger)
{
    public async Task<Results<Ok<RecordingsView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var all = await recordings.OfContactAsync(contact, cancellationToken);
        return TypedResults.Ok(new RecordingsView(await MayRecordAsync(user, contact, cancellationToken), [.. all.Select(ViewOf)]));
    }

    public async Task<Results<Accepted, ProblemHttpResult>> StartAsync(ConsoleUser user, ContactId contact, RecordRequest request)
    {
        if (!request.Agreed)
        {
            return Problems.Invalid("They have not agreed", "Ask them first, and record only when they say yes. Nothing was recorded.");
        }

        if (!await MayRecordAsync(user, contact, CancellationToken.None))
        {
            return Problems.Conflict("This call cannot be recorded", "You are not talking with them now, or calls to this line are not recorded. Nothing was recorded.");
        }

        return await recordings.AgreeAsync(contact, user.Id, CancellationToken.None) switch
        {
            AgreeOutcome.Done => await OrderAsync(user, contact, RecordingWish.Record),
            AgreeOutcome.NotYet => Problems.Conflict("Wait a moment", "The recording before is still being stopped. Nothing is recorded yet; press again in a moment."),
            _ => Problems.NoSuchContact(),
        };
    }

    public async Task<Results<Accepted, ProblemHttpResult>> WishAsync(ConsoleUser user, ContactId contact, RecordingWish wish)
    {
        var (held, known) = await careOf.OfAgentAsync(user.Pool, contact, user.Id, CancellationToken.None);
        if (held is not { State: AssignmentState.Active })
        {
            return known ? Problems.NotYours() : Problems.NoSuchContact();
        }

        return await recordings.WishAsync(contact, wish, CancellationToken.None)
            ? await OrderAsync(user, contact, wish)
            : Problems.Conflict("Nothing is being recorded", "The recording is over, or was never begun. Nothing was changed.");
    }

    /// <summary>The person took it back, however late.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(ConsoleUser user, ContactId contact)
    {
        var right = await files.RightAsync(user, contact, CancellationToken.None);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        await recordings.WithdrawAsync(contact, user.Id, CancellationToken.None);
        await router.OrderAsync(user.Pool, contact, by: null, new(MediaOrderKind.Record), CancellationToken.None);
        Log.RecordingWithdrawn(logger, user.Id, contact);
        return TypedResults.NoContent();
    }

    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> ListenAsync(ConsoleUser user, ContactId contact, Guid recording, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        return right.Refusal is { } refusal ? refusal
            : await recordings.ListenAsync(contact, recording, new Reader(user.Id, right.Purpose), cancellationToken) is { } sound
                ? TypedResults.File(sound.Bytes, sound.ContentType, enableRangeProcessing: true)
                : Problems.NoSuchContact();
    }

    /// <summary>Somebody else comes in, and has not been asked: what is being recorded pauses.</summary>
    public async Task PauseForSomebodyAsync(ConsoleUser user, ContactId contact)
    {
        if (await recordings.OpenAsync(contact, CancellationToken.None) is { Wish: RecordingWish.Record } && await recordings.WishAsync(contact, RecordingWish.Pause, CancellationToken.None))
        {
            // Whoever may bring somebody in: also the first agent of a warm transfer, whose the contact is not any more.
            await router.OrderAsync(user.Pool, contact, by: null, new(MediaOrderKind.Record), CancellationToken.None);
        }
    }

    private async Task<bool> MayRecordAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken) =>
        await router.StandingAsync(user.Pool, contact, cancellationToken) is { Assignment: { State: AssignmentState.Active, Channel: Channel.Phone } owner, Contact: { Task: not ContactTask.Message } facts }
        && owner.Agent == user.Id && recordings.MayRecord(facts.Line);

    /// <summary>What is refused must not be done later all the same: then it is to stop.</summary>
    private async Task<Results<Accepted, ProblemHttpResult>> OrderAsync(ConsoleUser user, ContactId contact, RecordingWish wish)
    {
        var outcome = await router.OrderAsync(user.Pool, contact, user.Id, new(MediaOrderKind.Record), CancellationToken.None);
        if (outcome != StepOutcome.Done && wish == RecordingWish.Record)
        {
            await recordings.WishAsync(contact, RecordingWish.Stop, CancellationToken.None);
        }

        return outcome switch
        {
            StepOutcome.Done => TypedResults.Accepted((string?)null),
            StepOutcome.Unknown => Problems.NoSuchContact(),
            StepOutcome.NotYours => Problems.NotYours(),
            StepOutcome.NotPossibleNow => Problems.Conflict("The call is not connected", "It has not begun yet, or it is over. Nothing is recorded."),
            _ => throw new InvalidOperationException($"No such outcome here: {outcome}."),
        };
    }

    private static RecordingView ViewOf(CallRecording recording) => new(
        recording.Id, recording.State, Changing: recording is { IsOver: false, IsAsWanted: false }, recording.AgreedWith, recording.AgreedAt, recording.Withdrawn, recording.Seconds, recording.IsHere, recording.Problem);
}
