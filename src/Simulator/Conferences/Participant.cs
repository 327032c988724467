using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Conferences;

/// <summary>One leg in a conference. Changed only by its <see cref="ConferenceRoom"/>, under the room's lock.</summary>
internal sealed class Participant(CallLeg leg, DateTimeOffset created)
{
    private readonly TaskCompletionSource<string> removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallLeg Leg => leg;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    public string? Label { get; init; }

    public bool Muted { get; set; }

    public bool Hold { get; set; }

    public TwimlSource.Address? HoldSound { get; set; }

    /// <summary>The one participant this one whispers to.</summary>
    public string? CallSidToCoach { get; set; }

    public bool Coaching => CallSidToCoach is not null;

    public bool StartOnEnter { get; init; } = true;

    public bool EndOnExit { get; set; }

    public bool BeepOnEnter { get; init; } = true;

    public bool BeepOnExit { get; set; }

    /// <summary>Heard until the conference starts: null is the network's own music, an empty address silence.</summary>
    public TwimlSource.Address? WaitSound { get; init; }

    public bool WaitsInSilence { get; init; }

    public int? Limit { get; init; }

    /// <summary>Where the conference's events go; only the first participant's counts.</summary>
    public StatusCallback? Events { get; init; }

    /// <summary>queued, ringing, connected, complete or failed.</summary>
    public string Status { get; set; } = "connected";

    public bool Joined { get; set; }

    public TimeSpan? QueueTime { get; init; }

    /// <summary>Completes with Twilio's reason when the conference lets go of this participant.</summary>
    public Task<string> Removed => removed.Task;

    /// <summary>Completes when what this participant should hear beside the talk has changed; a new one each time.</summary>
    public TaskCompletionSource Changed { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Remove(string reason) => removed.TrySetResult(reason);

    public void SignalChange()
    {
        var before = Changed;
        Changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.TrySetResult();
    }
}
