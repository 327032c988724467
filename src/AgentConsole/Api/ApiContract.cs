using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// POST   /api/session                         SignInRequest            -> 200 SessionView | 401 Problem (same words for a wrong name and a wrong password) | 429 Problem
// GET    /api/session                                                  -> 200 SessionView | 401
// DELETE /api/session                                                  -> 204
// GET    /api/contacts/{id}                                            -> 200 ContactView | 403 Problem | 404 Problem     (its agent, or a supervisor; audited)
// POST   /api/contacts/{id}/reveal            RevealRequest            -> 200 RevealReply | 403 | 404 | 422             (audited with the reason)
// POST   /api/contacts/{id}/messages          SendMessageRequest       -> 202 | 403 | 404 | 409 Problem | 422 Problem    (idempotent by its id)
// GET    /api/assignments/{id}/outcome                                 -> 200 OutcomeView | 403 | 404
// PUT    /api/assignments/{id}/outcome        SaveOutcomeRequest       -> 200 SaveOutcomeReply | 403 | 409 Problem (stale, or logged) | 422 Problem
// POST   /api/assignments/{id}/outcome/log                             -> 200 LogOutcomeReply | 403 | 409 Problem | 422 LogOutcomeReply (what is missing)
// GET    /api/softphone                                                -> 200 SoftphoneSetup                              (the voice token; never cached)
// GET    /api/outcome-words                                            -> 200 OutcomeWordsView                            (the enumerations of the form)
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
