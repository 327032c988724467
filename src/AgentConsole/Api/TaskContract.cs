using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// GET  /api/contacts/{id}/task                                          -> 200 TaskView | 404                       (anybody of the pool: nothing personal in it)
// GET  /api/contacts/{id}/voicemail                                     -> 200, 206 the sound | 403 | 404           (its agent, or a supervisor; audited; never cached)
// GET  /api/contacts/{id}/voicemail/transcript                          -> 200 TranscriptView | 403 | 404           (the same)
// PUT  /api/contacts/{id}/voicemail/transcript  SaveTranscriptRequest   -> 200 TranscriptSaved | 403 | 404 | 409 (another window saved since) | 422
// POST /api/contacts/{id}/call-back                                     -> 202 | 403 | 404 | 409 (it rings already, or was rung often enough)
// GET  /api/lines/{id}/words                                            -> 200 LineWordsView | 403 | 404            (supervisors)
// GET  /api/lines/{id}/words/{key}                                      -> 200 WordsVersionView[] | 403 | 404       (supervisors; newest first)
// PUT  /api/lines/{id}/words                    EditWordsRequest        -> 200 WordsSaved | 403 | 404 | 409 | 422   (supervisors)

/// <param name="At">When the message was left, or the call back promised.</param>
/// <param name="Seconds">How long the message is.</param>
/// <param name="IsHere">The message can be played.</param>
/// <param name="Tries">Each time the person was rung, oldest first.</param>
/// <param name="MayRingAgain">The agent who asks may have them rung once more.</param>
/// <summary>What a task of ours is about.</summary>
public sealed record TaskView(ContactTask Task, DateTimeOffset At, int? Seconds, bool IsHere, IReadOnlyList<CallBackTryView> Tries, bool MayRingAgain)
{
    /// <summary>The agent who began it; null when the person was promised it.</summary>
    public AgentId? BegunBy { get; init; }
}

/// <param name="Problem">When they were not reached: what happened and what to do.</param>
/// <summary>One time the person was rung.</summary>
public sealed record CallBackTryView(CallBackTryState State, DateTimeOffset At, string? Problem);

/// <summary>What agents wrote down of a message.</summary>
public sealed record TranscriptView(string Text, int Revision);

/// <param name="Text">At most 20,000 characters.</param>
/// <param name="Revision">The revision it was read or last saved at.</param>
/// <summary>A transcript to keep.</summary>
public sealed record SaveTranscriptRequest(string Text, int Revision);

public sealed record TranscriptSaved(int Revision);

/// <param name="HasPhone">The line publishes a telephone number: somebody hears them.</param>
/// <param name="HasTexts">It publishes a number for texts: a text can take the place of a call.</param>
/// <summary>Every sentence callers of a line hear.</summary>
public sealed record LineWordsView(LineId Line, string Language, bool HasPhone, bool HasTexts, IReadOnlyList<SentenceView> Sentences);

/// <param name="When">When it is heard.</param>
/// <param name="Default">What is said unless the line says otherwise; for the greeting, the line's own.</param>
/// <param name="Placeholders">Words in braces that it may hold.</param>
/// <param name="Needed">It may not be empty.</param>
/// <param name="Version">0: the default.</param>
/// <summary>One of them, as it is said now.</summary>
public sealed record SentenceView(
    string Key, string When, string Text, string Default, IReadOnlyList<string> Placeholders, bool Needed, int Version, AgentId? EditedBy, DateTimeOffset? EditedAt);

/// <summary>A sentence as it was said from a moment on.</summary>
public sealed record WordsVersionView(int Version, string Text, AgentId EditedBy, DateTimeOffset EditedAt);

/// <param name="Version">The version it was read at.</param>
/// <summary>Other words for a sentence.</summary>
public sealed record EditWordsRequest(string Key, string Text, int Version);

public sealed record WordsSaved(int Version);
