using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>
/// How it is safe to reach a person: asked by an agent, kept, and held against everything that goes out. Rules belong to the address, so they bind every contact from it;
/// where several were written down for one address (two people may share a phone) only what all of them allow may go.
/// </summary>
public interface ISafeContact
{
    /// <summary>
    /// Whether this attempt may go now, by PostgreSQL's clock. Ask once, right before it goes: an allowed exception (<see cref="ISafeOverrides"/>) is used up by the answer.
    /// </summary>
    /// <exception cref="RecordsUnavailableException">Nobody can say: it must not go.</exception>
    Task<SafeDecision> DecideAsync(OutboundAttempt attempt, CancellationToken cancellationToken);

    /// <summary>
    /// Whether something that the person asks for on this very contact (a call back, a text instead of the call) would be allowed now. Nothing is used up; what goes then is decided
    /// when it goes.
    /// </summary>
    /// <exception cref="RecordsUnavailableException">Nobody can say: it must not be promised.</exception>
    Task<SafeDecision> ForeseeAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken);

    /// <summary>What is known of the contact's person and what would be allowed now, audited; null when there is no such contact.</summary>
    Task<SafeContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken);

    /// <summary>Writes down what the person said, as a new version. <paramref name="version"/> is the one that was read, 0 when nothing was known.</summary>
    Task<SaveSafeContactReply> SaveAsync(ContactId contact, Reader writer, SafeContactForm form, int version, CancellationToken cancellationToken);
}

/// <summary>A way in which something of ours reaches a person.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OutboundKind>))]
public enum OutboundKind
{
    Call = 1,

    /// <summary>Words left on their machine. They must allow calls and voicemail.</summary>
    Voicemail = 2,
    Text = 3,
    Email = 4,
    VideoLink = 5,
}

/// <summary>Something that is about to reach a person. Whose rules count is found from the contact's address.</summary>
public sealed record OutboundAttempt(ContactId Contact, OutboundKind Kind)
{
    /// <summary>Set when it is this message of the contact's thread.</summary>
    public MessageId? Message { get; init; }
}

/// <param name="WithholdNumber">A call must not show our number.</param>
/// <param name="Wording">How the person wants to be spoken to, in the words written for this very contact; personal.</param>
/// <param name="Reason">When not allowed: which rule, and when it would be. For the agent; nothing personal.</param>
/// <summary>Whether an attempt may go.</summary>
public sealed record SafeDecision(bool Allowed, bool WithholdNumber, string? Wording, string? Reason)
{
    /// <summary>Keeps the wording out of whatever prints it.</summary>
    public override string ToString() => Allowed ? "allowed" : "refused";
}

/// <param name="Days">The days on which it begins, each once.</param>
/// <param name="From">Minutes after midnight, 0 to 1439, in the installation's time zone.</param>
/// <param name="To">Minutes after midnight, 1 to 1440, exclusive. Not after <paramref name="From"/>: it ends on the next day.</param>
/// <summary>A time of the week in which it is safe.</summary>
public sealed record SafeTime(IReadOnlyList<DayOfWeek> Days, int From, int To);

/// <param name="Never">Nothing at all may go out; the rest is kept but does not count.</param>
/// <param name="Kinds">What may reach them, of call, text, email and videoLink.</param>
/// <param name="Voicemail">Words may be left on their machine when a call is not answered.</param>
/// <param name="WithholdNumber">Calls must not show our number.</param>
/// <param name="Times">When; none means at any time. At most 21.</param>
/// <param name="Until">The last day on which this holds, in the installation's time zone; null: until it is changed.</param>
/// <param name="Wording">What to say, such as "say you are the dentist". At most 300 characters.</param>
/// <param name="Note">At most 1000 characters.</param>
/// <param name="SafeWord">What they say when it is safe, or when it is not. At most 100 characters.</param>
/// <summary>What a person said about how it is safe to reach them.</summary>
public sealed record SafeContactForm(
    bool Never,
    IReadOnlyList<OutboundKind> Kinds,
    bool Voicemail,
    bool WithholdNumber,
    IReadOnlyList<SafeTime> Times,
    DateOnly? Until,
    string? Wording,
    string? Note,
    string? SafeWord)
{
    /// <summary>Keeps the words out of whatever prints it.</summary>
    public override string ToString() => "safe-contact rules";
}

/// <param name="Version">0: nobody has written anything down for this contact.</param>
/// <param name="Rules">As last written down for this contact; null when never.</param>
/// <param name="HasLapsed">Their last day is over: they do not count any more.</param>
/// <param name="OtherRules">How many other contacts of the same address have rules that count too. Their words are not shown.</param>
/// <param name="Summary">What counts now, all rules of the address together, in half a sentence; null when nothing does.</param>
/// <param name="Now">What would be allowed at this moment, one for each kind.</param>
/// <param name="Overrides">Exceptions asked for in the last day, newest first.</param>
/// <summary>Safe contact as the console shows it.</summary>
public sealed record SafeContactView(
    ContactId Contact,
    int Version,
    SafeContactForm? Rules,
    bool HasLapsed,
    AgentId? By,
    DateTimeOffset? At,
    int OtherRules,
    string? Summary,
    IReadOnlyList<SafeNow> Now,
    IReadOnlyList<SafeOverrideStanding> Overrides);

/// <param name="Reason">When not allowed: a sentence for the agent.</param>
/// <param name="NextSafe">When it is only the hour that is wrong: the next moment at which it is right.</param>
/// <summary>Whether one kind would be allowed now.</summary>
public sealed record SafeNow(OutboundKind Kind, bool Allowed, string? Reason, DateTimeOffset? NextSafe);

public enum SaveSafeContactResult
{
    Saved = 1,
    UnknownContact = -1,

    /// <summary>Somebody wrote a newer version meanwhile; nothing was saved.</summary>
    Stale = -2,

    /// <summary>See the problems; nothing was saved.</summary>
    Invalid = -3,
}

/// <param name="Problems">With Invalid: what is wrong, where, and what to do.</param>
/// <summary>What came of a save.</summary>
public sealed record SaveSafeContactReply(SaveSafeContactResult Result, int Version, IReadOnlyList<string> Problems);
