namespace Helpline.Simulator.Twiml;

/// <summary>Where a document runs; it decides which verbs it may hold.</summary>
internal enum TwimlContext
{
    /// <summary>A call's own document.</summary>
    Call = 1,

    /// <summary>The wait address of <c>Enqueue</c>.</summary>
    QueueWait,

    /// <summary>The wait or hold address of a conference.</summary>
    ConferenceWait,

    /// <summary>What a dialled or queued party hears before it is bridged.</summary>
    Screening,

    /// <summary>The answer to a text.</summary>
    Message,
}
