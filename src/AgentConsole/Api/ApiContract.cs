using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Api;

// POST   /api/session                         SignInRequest            -> 200 SessionView | 401 Problem (same words for a wrong name and a wrong password) | 429 Problem
// GET    /api/session                                                  -> 200 SessionView | 401
// DELETE /api/session                                                  -> 204
// GET    /api/contacts/{id}                                            -> 200 ContactView | 403 Problem | 404 Problem     (its agent, or a supervisor; audited)
// POST   /api/contacts/{id}/reveal            RevealRequest            -> 200 RevealReply | 403 | 404 | 422             (audited with the reason)
// POST   /api/contacts/{id}/messages          SendMessageRequest       -> 202 | 403 | 404 | 409 Problem | 422 Problem    (idempotent by its id)
// GET    /api/contacts/{id}/why                                        -> 200 WhyView | 403 | 404 | 409 Problem (not waiting any more)     (supervisors)
// POST   /api/contacts/{id}/priority          ChangePriorityRequest    -> 204 | 403 | 404 | 409 Problem (it is over)                        (supervisors)
// GET    /api/contacts/{id}/safe-contact                               -> 200 SafeContactView | 403 | 404                 (its agent, or a supervisor; audited)
// PUT    /api/contacts/{id}/safe-contact      SaveSafeContactRequest   -> 200 SafeContactView | 403 | 404 | 409 Problem (newer version) | 422 Problem
// POST   /api/contacts/{id}/safe-override     AskOverrideRequest       -> 200 AskedOverride | 403 | 404 | 409 Problem | 422 Problem (asked twice is one request)
// GET    /api/safe-overrides                                           -> 200 OpenSafeOverride[] | 403                  (supervisors: what waits in their pool)
// POST   /api/safe-overrides/{id}/approve|refuse                       -> 204 | 403 Problem (whoever asked) | 404 | 409 Problem (decided, or too late) (supervisors)
// POST   /api/agents/{id}/force-off                                    -> 204 | 403 | 404 Problem (not signed in) | 409                      (supervisors; a live call stays up)
// GET    /api/assignments/{id}/outcome                                 -> 200 OutcomeView | 403 | 404
// PUT    /api/assignments/{id}/outcome        SaveOutcomeRequest       -> 200 SaveOutcomeReply | 403 | 409 Problem (stale, or logged) | 422 Problem
// POST   /api/assignments/{id}/outcome/log                             -> 200 LogOutcomeReply | 403 | 409 Problem | 422 LogOutcomeReply (what is missing)
// Tasks (messages, call backs) and the words of lines: TaskContract.cs.
// GET    /api/softphone                                                -> 200 SoftphoneSetup                              (the voice token; never cached)
// GET    /api/outcome-words                                            -> 200 OutcomeWordsView                            (the enumerations of the form)
// Calls and transfers: CallContract.cs. Imminent danger: DangerContract.cs. Relays and abusive calls: CareContract.cs.
// Any of them: 400, 413, 415 (not the JSON asked for), 401 (signed out; never a redirect), 403 (a change from another origin), 503 (the queue or the records are away).
// Every error is application/problem+json whose title and detail are for people.

public sealed record SignInRequest(string UserName, string Password);

/// <param name="Reason">Why the number must be seen, 3 to 200 characters; written to the audit.</param>
/// <summary>Asks for a masked number in clear.</summary>
public sealed record RevealRequest(string Reason);

public sealed record RevealReply(string Address);

/// <param name="Id">Made by the browser, so that a repeated request is the same message.</param>
/// <param name="Text">1 to 1600 characters.</param>
/// <summary>A reply to send.</summary>
public sealed record SendMessageRequest(MessageId Id, string Text);

/// <param name="Priority">Its new name; how far ahead each stands is <see cref="Boost"/>.</param>
/// <summary>Puts a contact at another place, by a recorded event.</summary>
public sealed record ChangePriorityRequest(Priority Priority);

/// <param name="Position">Among all who wait and could be served by the same agents, from 1.</param>
/// <param name="Asks">The skills asked for at present, with their levels.</param>
/// <param name="OpenBackups">Back-up groups of agents that are asked too.</param>
/// <param name="OfferedTo">Ringing at this agent now.</param>
/// <param name="ReservedUntil">When it is no longer kept for the one agent the contact names.</param>
/// <param name="Widens">What changes next if nobody takes it; null when nothing does.</param>
/// <param name="Skipped">How many of the pool's agents cannot take it now, by the first reason that applies; none of them 0.</param>
/// <param name="Nearest">Up to ten agents who have the skills, those nearest to taking it first, with what keeps each.</param>
/// <summary>Why a contact waits, as it stood at <paramref name="At"/>.</summary>
public sealed record WhyView(
    ContactFacts Contact,
    DateTimeOffset At,
    int Position,
    IReadOnlyList<string> Asks,
    IReadOnlyList<string> OpenBackups,
    AgentId? OfferedTo,
    DateTimeOffset? ReservedUntil,
    WideningView? Widens,
    IReadOnlyList<SkippedView> Skipped,
    IReadOnlyList<NearestAgent> Nearest);

/// <param name="Drops">Skills, as they stand in <see cref="WhyView.Asks"/>, that are no longer asked for.</param>
/// <param name="LowersLevelsTo">No level above this is asked for any more; null when no level changes.</param>
/// <param name="Opens">Back-up groups that are asked from then on.</param>
/// <summary>The next widening of what a contact asks for.</summary>
public sealed record WideningView(DateTimeOffset At, IReadOnlyList<string> Drops, int? LowersLevelsTo, IReadOnlyList<string> Opens);

public sealed record SkippedView(SkipReason Reason, int Agents);

/// <param name="Revision">The revision the form was read or last saved at.</param>
/// <summary>A draft to keep.</summary>
public sealed record SaveOutcomeRequest(OutcomeForm Form, int Revision);

public sealed record OutcomeWordsView(
    IReadOnlyList<string> ContactTypes,
    IReadOnlyList<string> Strands,
    IReadOnlyList<string> IncidentTypes,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> ShareLevels,
    IReadOnlyList<string> Risks,
    IReadOnlyList<string> Outcomes);
