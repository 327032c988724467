using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// POST /api/contacts/{id}/danger                                       -> 200 DangersView | 403 | 404                    (its agent, or a supervisor; on every channel; idempotent while one is open)
// GET  /api/contacts/{id}/danger                                       -> 200 DangersView | 403 | 404                    (the same; audited)
// POST /api/contacts/{id}/danger/{danger}/notes  WriteDangerRequest    -> 200 DangersView | 403 | 404 | 409 Problem (closed) | 422 Problem   (idempotent by its id)
// POST /api/contacts/{id}/danger/{danger}/close  CloseDangerRequest    -> 200 DangersView | 403 | 404 | 409 | 422        (supervisors)
// GET  /api/dangers                                                    -> 200 OpenDanger[] | 403                         (supervisors: what is open in their pool; nothing personal)

/// <param name="Dangers">Oldest first: the contact's own, and those still open from an earlier contact of the same number.</param>
/// <summary>What was raised and written about a contact's person.</summary>
public sealed record DangersView(IReadOnlyList<DangerView> Dangers);

/// <param name="Id">Made by the browser, so that a repeated request is the same note.</param>
/// <summary>One thing to write down.</summary>
public sealed record WriteDangerRequest(DangerNoteId Id, DangerEntry Entry);

/// <param name="Line">Why it is over, 3 to 500 characters.</param>
/// <summary>Closes it.</summary>
public sealed record CloseDangerRequest(string Line);
