using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// PUT  /api/contacts/{id}/access              MarkAccessRequest        -> 204 | 403 | 404 | 422 Problem                  (its agent, or a supervisor; audited)
// POST /api/contacts/{id}/abusive             AbusiveCallRequest       -> 204 | 403 | 404 | 409 Problem     (the agent who is on the call; idempotent by its id)
// GET  /api/staff-incidents                                            -> 200 StaffIncidentCounts | 403                  (supervisors: how many, of nobody)

/// <param name="Mark">Null: nobody relays after all.</param>
/// <summary>Says who relays between the person and us.</summary>
public sealed record MarkAccessRequest(AccessMark? Mark);

/// <param name="Id">Made by the browser, so that a repeated request is the same incident.</param>
/// <summary>Leaves an abusive call.</summary>
public sealed record AbusiveCallRequest(Guid Id, StaffIncidentWay Way);
