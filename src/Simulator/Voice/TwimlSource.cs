namespace Helpline.Simulator.Voice;

/// <summary>Where a call's next instructions come from.</summary>
internal abstract record TwimlSource
{
    public sealed record Address(string Url, string Method, params IReadOnlyList<KeyValuePair<string, string>> Fields) : TwimlSource;

    public sealed record Inline(string Twiml) : TwimlSource;
}

/// <summary>How a document, or a verb in it, went out.</summary>
internal abstract record Flow
{
    public static readonly Flow Next = new Exhausted();
    public static readonly Flow HangUp = new Finished(CallStatus.Completed);
    public static readonly Flow Leave = new Left();

    /// <summary>The next verb; after the last one, the end of the call.</summary>
    public sealed record Exhausted : Flow;

    /// <summary>The call is over.</summary>
    public sealed record Finished(CallStatus Status) : Flow;

    /// <summary><c>Leave</c>: out of the queue.</summary>
    public sealed record Left : Flow;

    /// <summary>Another document takes over.</summary>
    public sealed record Jump(TwimlSource Source) : Flow;
}
