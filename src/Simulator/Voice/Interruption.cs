namespace Helpline.Simulator.Voice;

/// <summary>What stops a call's script from outside.</summary>
internal abstract record Interruption
{
    /// <summary>The line goes dead.</summary>
    /// <param name="How">In words for the person at the other end.</param>
    public sealed record HangUp(string How, CallStatus Status = CallStatus.Completed) : Interruption;

    /// <summary>A REST request gives the call new instructions.</summary>
    public sealed record Redirect(TwimlSource Source) : Interruption;
}
