using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>
/// What came of an assignment: saved as it is typed, then logged once. Every call names the assignment as the caller knows it from Routing's live view,
/// because the history in Records may be a moment behind; <see cref="FindAssignmentAsync"/> answers for those that Routing has forgotten.
/// </summary>
public interface IOutcomes
{
    /// <summary>The assignment as the history knows it; null when there is none, or its first event has not arrived yet.</summary>
    Task<AssignmentFacts?> FindAssignmentAsync(AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>The draft or the logged outcome; for a new assignment of a contact that was dropped, what the agent before had written (never tell it twice). Audited.</summary>
    Task<OutcomeView> ReadAsync(AssignmentFacts assignment, Reader reader, CancellationToken cancellationToken);

    /// <summary>Saves a draft. <paramref name="revision"/> is the one the form was read at: an older one is refused, so that two windows do not overwrite each other.</summary>
    Task<SaveOutcomeReply> SaveAsync(AssignmentFacts assignment, AgentId agent, OutcomeForm form, int revision, CancellationToken cancellationToken);

    /// <summary>Logs it for good. Idempotent for the same agent.</summary>
    /// <returns>Every field that is still missing; empty when logged.</returns>
    Task<LogOutcomeReply> LogAsync(AssignmentFacts assignment, AgentId agent, CancellationToken cancellationToken);
}

/// <summary>The words of docs/glossary.md; all optional in a draft.</summary>
/// <param name="ContactType">One of <see cref="OutcomeWords.ContactTypes"/>. Required to log.</param>
/// <param name="Strands">Any of <see cref="OutcomeWords.Strands"/>.</param>
/// <param name="IncidentTypes">Any of <see cref="OutcomeWords.IncidentTypes"/>.</param>
/// <param name="Sharing">Share level by recipient, from <see cref="OutcomeWords.Recipients"/> to <see cref="OutcomeWords.ShareLevels"/>.</param>
/// <param name="Risk">One of <see cref="OutcomeWords.Risks"/>. Required to log.</param>
/// <param name="Outcome">One of <see cref="OutcomeWords.Outcomes"/>. Required to log.</param>
/// <param name="Notes">Free text, at most 20,000 characters. Encrypted at rest.</param>
public sealed record OutcomeForm(
    string? ContactType,
    IReadOnlyList<string> Strands,
    IReadOnlyList<string> IncidentTypes,
    IReadOnlyDictionary<string, string> Sharing,
    string? Risk,
    string? Outcome,
    string? Notes)
{
    public static OutcomeForm Empty { get; } = new(null, [], [], new Dictionary<string, string>(StringComparer.Ordinal), null, null, null);
}

/// <summary>An outcome as its form shows it.</summary>
/// <param name="Carried">The form holds what an earlier agent on this contact wrote.</param>
public sealed record OutcomeView(AssignmentId Assignment, OutcomeForm Form, int Revision, bool Logged, bool Carried);

[JsonConverter(typeof(CamelCaseEnumConverter<SaveOutcomeResult>))]
public enum SaveOutcomeResult
{
    Saved = 1,
    NotYours = -1,
    AlreadyLogged = -2,

    /// <summary>Another window saved since; read it again.</summary>
    Stale = -3,
    Invalid = -4,
}

public sealed record SaveOutcomeReply(SaveOutcomeResult Result, int Revision, IReadOnlyList<string> Problems);

[JsonConverter(typeof(CamelCaseEnumConverter<LogOutcomeResult>))]
public enum LogOutcomeResult
{
    Logged = 1,
    NotYours = -1,
    Incomplete = -2,
}

public sealed record LogOutcomeReply(LogOutcomeResult Result, IReadOnlyList<string> Missing);

/// <summary>The enumerations of the outcome form, in the order they are shown. Strand lists differ by nation; these are those of England and Wales plus the local ones.</summary>
public static class OutcomeWords
{
    public static IReadOnlyList<string> ContactTypes { get; } =
        ["victim", "witness", "third_party_individual", "professional", "reporting_centre", "repeat_follow_up", "information_only", "silent", "snap_hangup", "wrong_number", "abusive", "hoax_or_test", "media_or_press", "suspected_perpetrator"];

    public static IReadOnlyList<string> Strands { get; } =
        ["race", "religion_or_belief", "sexual_orientation", "disability", "transgender_identity", "alternative_subculture", "sex_or_gender_misogyny", "age", "variations_sex_characteristics", "other", "unknown"];

    public static IReadOnlyList<string> IncidentTypes { get; } =
        ["verbal_abuse", "threat", "harassment", "bullying", "physical_assault", "sexual_violence", "property_damage", "arson", "graffiti", "hate_mail", "online_abuse", "hoax_calls", "offensive_display", "exclusion_or_refused_service", "dumping_rubbish", "malicious_complaint", "other"];

    public static IReadOnlyList<string> Recipients { get; } = ["police", "council", "support", "csp", "regulator"];

    public static IReadOnlyList<string> ShareLevels { get; } = ["full", "anonymised", "statistics_only", "none"];

    public static IReadOnlyList<string> Risks { get; } = ["none_known", "concern", "high", "imminent"];

    public static IReadOnlyList<string> Outcomes { get; } =
        ["advice_only", "signposted", "referred_accepted", "referred_declined", "reported_to_police_named", "reported_anon", "no_action_wanted", "ongoing_support", "unable_to_help", "ended_abusive", "disconnected"];
}
