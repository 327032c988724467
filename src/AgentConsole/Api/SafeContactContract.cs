using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Api;

/// <param name="Version">The version that was read; 0 when nothing was known.</param>
/// <summary>What a person said about how it is safe to reach them.</summary>
public sealed record SaveSafeContactRequest(SafeContactForm Rules, int Version);

/// <param name="Message">The very message; for texts and e-mail needed, else null.</param>
/// <param name="Reason">3 to 500 characters; kept with the asker's name and the time.</param>
/// <summary>Asks a second person to let one attempt go against the rules.</summary>
public sealed record AskOverrideRequest(OutboundKind Kind, MessageId? Message, string Reason);

/// <param name="Until">Nobody can approve it after this.</param>
/// <summary>An override that was asked for.</summary>
public sealed record AskedOverride(SafeOverrideId Id, DateTimeOffset Until);
