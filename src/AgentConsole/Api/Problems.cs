using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Every refusal, in words for the person who reads it: what happened and what to do.</summary>
internal static class Problems
{
    public static ProblemHttpResult WrongSignIn() => Problem(
        StatusCodes.Status401Unauthorized,
        "That name and password do not go together",
        "Check both and try again. After several wrong passwords an account rests for some minutes, also for the right one.");

    public static ProblemHttpResult TooManySignIns() => Problem(
        StatusCodes.Status429TooManyRequests,
        "Too many tries from this place",
        "Wait a minute, then try again.");

    public static ProblemHttpResult SignedOut() => Problem(
        StatusCodes.Status401Unauthorized,
        "You are signed out",
        "Sign in again; what you typed is kept in this browser.");

    public static ProblemHttpResult NotForYou() => Problem(
        StatusCodes.Status403Forbidden,
        "Your account may not do this",
        "If it should, ask a supervisor to change your role.");

    public static ProblemHttpResult NotYours() => Problem(
        StatusCodes.Status403Forbidden,
        "This contact is not yours",
        "Only the agent who has it, or a supervisor, can see it. Nothing was changed.");

    public static ProblemHttpResult NotYourOutcome() => Problem(
        StatusCodes.Status403Forbidden,
        "This outcome is not yours",
        "The agent who spoke with the person writes it. Nothing was changed.");

    public static ProblemHttpResult NotYoursYet() => Problem(
        StatusCodes.Status403Forbidden,
        "You have not answered it yet",
        "Answer the contact first; then you can see it.");

    public static ProblemHttpResult NoSuchContact() => Problem(
        StatusCodes.Status404NotFound,
        "There is no such contact",
        "It may have been erased, or it belongs to another team.");

    public static ProblemHttpResult NoSuchParty() => Problem(
        StatusCodes.Status404NotFound,
        "They are not on this call",
        "They have left, or never came. Nothing was changed.");

    public static ProblemHttpResult NoSuchAssignment() => Problem(
        StatusCodes.Status404NotFound,
        "There is no such contact in anybody's hands",
        "Refresh the page. If it is still there, tell a supervisor.");

    public static ProblemHttpResult NotWaiting() => Problem(
        StatusCodes.Status409Conflict,
        "It is not waiting any more",
        "Somebody has answered it, or the person has left.");

    public static ProblemHttpResult NoSuchAgent() => Problem(
        StatusCodes.Status404NotFound,
        "That agent is not signed in",
        "They left already, or belong to another team. Nothing comes to them.");

    public static ProblemHttpResult NoSuchDanger() => Problem(
        StatusCodes.Status404NotFound,
        "There is no such danger here",
        "It belongs to another contact or team. Refresh the page. Nothing was changed.");

    public static ProblemHttpResult NoSuchOverride() => Problem(
        StatusCodes.Status404NotFound,
        "There is no such request",
        "It may belong to another team. Refresh the page.");

    public static ProblemHttpResult SamePerson() => Problem(
        StatusCodes.Status403Forbidden,
        "You asked for this yourself",
        "A second person must decide it. Nothing was changed.");

    public static ProblemHttpResult NothingHere(int status) => Problem(
        status,
        "There is nothing at this address",
        "The page may be older than the server. Refresh it.");

    public static ProblemHttpResult ForeignOrigin() => Problem(
        StatusCodes.Status403Forbidden,
        "This request came from another site",
        "Open the console at its own address and try again. Nothing was changed.");

    public static ProblemHttpResult Unreadable(int status) => Problem(
        status,
        "The request could not be read",
        "It must be JSON with every field it needs. Refresh the page; if it happens again, tell whoever runs the system. Nothing was changed.");

    public static ProblemHttpResult Unavailable(string sentence) => Problem(
        StatusCodes.Status503ServiceUnavailable,
        "Not possible at the moment",
        sentence);

    public static ProblemHttpResult OurMistake() => Problem(
        StatusCodes.Status500InternalServerError,
        "Something went wrong on our side",
        "Try again. If it happens again, tell whoever runs the system when it happened; the log says more.");

    /// <summary>The person's rules refuse it; <c>unsafe</c> tells a page that an exception can be asked for.</summary>
    public static ProblemHttpResult Unsafe(string reason) => TypedResults.Problem(
        title: "It is not safe to ring them now", detail: reason, statusCode: StatusCodes.Status409Conflict, extensions: [new("unsafe", true)]);

    public static ProblemHttpResult Conflict(string title, string detail) => Problem(StatusCodes.Status409Conflict, title, detail);

    public static ProblemHttpResult Invalid(string title, string detail) => Problem(StatusCodes.Status422UnprocessableEntity, title, detail);

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status);
}
