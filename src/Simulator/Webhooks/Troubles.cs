namespace Helpline.Simulator.Webhooks;

/// <summary>How the REST interface misbehaves.</summary>
public enum RestTrouble
{
    None = 0,

    /// <summary>429, code 20429: never processed, always safe to repeat.</summary>
    TooManyRequests = 1,

    /// <summary>500: not processed, though the caller cannot know.</summary>
    ServerError = 2,

    /// <summary>Processed, and then 500: a caller who repeats it blindly does it twice.</summary>
    DoneButServerError = 3,

    /// <summary>Not processed, and no answer until the caller gives up.</summary>
    NoAnswer = 4,

    /// <summary>Processed, and no answer until the caller gives up.</summary>
    DoneButNoAnswer = 5,

    /// <summary>404: as if what is asked for were gone, such as a caller who has just left the queue.</summary>
    NotThere = 6,
}

/// <summary>What becomes of the calls that agents' browsers place.</summary>
public enum LegTrouble
{
    None = 0,

    /// <summary>They break before anything is asked of the program under test.</summary>
    NeverJoins = 1,

    /// <summary>They break <see cref="Troubles.BreaksAfter"/> they came into a conference.</summary>
    Breaks = 2,
}

/// <summary>What a bad day on the network does. Each may be switched at any time; all are off at first.</summary>
public sealed class Troubles
{
    private int callbacks;
    private int restFailures;

    /// <summary>Every webhook comes twice with one idempotency token; the second answer counts, as after a retry.</summary>
    public bool Duplicate { get; set; }

    /// <summary>Callbacks about one call, conference or message arrive in the wrong order: each waits until a later one has gone first.</summary>
    public bool Reorder { get; set; }

    /// <summary>Every webhook leaves this much later; one that would leave after the network's own limit fails instead, and the fallback is asked. Default none.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Every n-th status callback never arrives; 1 drops all, 0 (default) none. Requests for instructions are never dropped.</summary>
    public int DropEvery { get; set; }

    /// <summary>What the REST interface answers instead.</summary>
    public RestTrouble Rest { get; set; }

    /// <summary>How many requests <see cref="Rest"/> spoils before it stops by itself; null (default): until switched off.</summary>
    public int? RestTimes { get; set; }

    /// <summary>Only requests to this resource (<c>Messages</c>, <c>Calls</c>, …) are spoiled; null (default): all.</summary>
    public string? RestOf { get; set; }

    public LegTrouble Legs { get; set; }

    /// <summary>How long a leg lasts with <see cref="LegTrouble.Breaks"/>. Default 5 seconds.</summary>
    public TimeSpan BreaksAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Ends every trouble.</summary>
    public void Clear()
    {
        Duplicate = false;
        Reorder = false;
        Delay = TimeSpan.Zero;
        DropEvery = 0;
        Rest = RestTrouble.None;
        RestTimes = null;
        RestOf = null;
        Legs = LegTrouble.None;
        restFailures = 0;
    }

    internal bool DropsThis() => DropEvery > 0 && Interlocked.Increment(ref callbacks) % DropEvery == 0;

    internal RestTrouble NextRest(string path)
    {
        var trouble = RestOf is null || path.Contains($"/{RestOf}", StringComparison.Ordinal) ? Rest : RestTrouble.None;
        return trouble == RestTrouble.None || (RestTimes is { } times && Interlocked.Increment(ref restFailures) > times) ? RestTrouble.None : trouble;
    }
}
