using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>What the console says when a step was not done: what happened, and what to do.</summary>
internal static class Words
{
    private const string NotYours = "This contact is not yours any more. Nothing was changed.";
    private const string Unknown = "The queue does not know this contact any more. Refresh the page; if the person is still there, tell a supervisor.";
    private const string NotValid = "The queue could not read that. Refresh the page and try again. Nothing was changed.";
    private static readonly StepReply Done = new(Done: true, Message: null);

    public static StepReply UnknownReason => Not("That reason is not one of those to choose from.");

    public static StepReply NotAThread => Not("A call or a video connects by itself; there is nothing to open.");

    public static string? OfAccept(AcceptOutcome outcome, string? winner) => outcome switch
    {
        AcceptOutcome.Accepted or AcceptOutcome.AlreadyYours => null,
        AcceptOutcome.TakenByAnother => $"{winner ?? "Another agent"} answered it first.",
        AcceptOutcome.Lapsed => "It rang too long and went to someone else.",
        AcceptOutcome.Withdrawn => "They hung up before you could answer. Nothing for you to do.",
        AcceptOutcome.NotOffered => "It is not offered to you any more. Nothing for you to do.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    public static StepReply OfStatus(StepOutcome outcome) => Of(outcome, "That status cannot be set at this moment. Finish what is in your hands first.");

    public static StepReply OfDecline(StepOutcome outcome) => Of(outcome, "It does not ring any more. Nothing for you to do.");

    public static StepReply OfThreadOpened(StepOutcome outcome) => Of(outcome, "The conversation went back to the queue, because it was not opened in time.");

    public static StepReply OfEnd(StepOutcome outcome) => Of(outcome, "There is nothing to end: it has not connected yet, or it is over already.");

    private static StepReply Of(StepOutcome outcome, string notPossibleNow) => outcome switch
    {
        StepOutcome.Done => Done,
        StepOutcome.NotPossibleNow => Not(notPossibleNow),
        StepOutcome.NotYours => Not(NotYours),
        StepOutcome.Unknown => Not(Unknown),
        StepOutcome.NotValid => Not(NotValid),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    private static StepReply Not(string message) => new(Done: false, message);
}
