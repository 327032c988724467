using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// GET  /api/contacts/{id}/recordings                          -> 200 RecordingsView | 403 | 404                  (its agent, or a supervisor)
// POST /api/contacts/{id}/recordings        RecordRequest     -> 202 | 403 | 409 (not connected, not this line) | 422 (they did not agree)
// POST /api/contacts/{id}/recordings/pause, /resume, /stop    -> 202 | 403 | 409 (nothing is being recorded)
// POST /api/contacts/{id}/recordings/withdraw                 -> 204 | 403 | 404                                  (its agent, also while wrapping up, or a supervisor)
// GET  /api/contacts/{id}/recordings/{recording}              -> 200 audio | 403 | 404                            (audited)

/// <param name="MayRecord">Calls to this line may be recorded when the person agrees, and they are on the line now.</param>
/// <summary>What is and was recorded of a contact.</summary>
public sealed record RecordingsView(bool MayRecord, IReadOnlyList<RecordingView> Recordings);

/// <param name="AgreedWith">The agent who heard them agree.</param>
/// <param name="Changing">What the agent asked for last has not been confirmed by the network yet.</param>
/// <param name="Withdrawn">The person took it back; nothing of it is kept.</param>
/// <param name="IsHere">It can be played.</param>
/// <summary>One recording, as the network confirmed it.</summary>
public sealed record RecordingView(Guid Id, RecordingState State, bool Changing, AgentId AgreedWith, DateTimeOffset AgreedAt, bool Withdrawn, int? Seconds, bool IsHere, string? Problem);

/// <param name="Agreed">The person was asked, and agreed. Anything else is refused.</param>
/// <summary>Records the call from now on.</summary>
public sealed record RecordRequest(bool Agreed);
