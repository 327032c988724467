using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole;

/// <summary>Every line this room writes. Ids only: no names, no addresses, no words of anybody.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "Agent {Agent} signed in")]
    public static partial void SignedIn(ILogger logger, AgentId agent);

    [LoggerMessage(4002, LogLevel.Warning, "Sign-in of agent {Agent} refused; locked out: {LockedOut}")]
    public static partial void SignInRefused(ILogger logger, AgentId agent, bool lockedOut);

    [LoggerMessage(4003, LogLevel.Warning, "Sign-in with an unknown name refused")]
    public static partial void UnknownName(ILogger logger);

    [LoggerMessage(4004, LogLevel.Warning, "Sign-ins from one address are held back for the rest of the minute: too many failed")]
    public static partial void TooManySignIns(ILogger logger);

    [LoggerMessage(4005, LogLevel.Information, "Agent {Agent} signed out")]
    public static partial void SignedOut(ILogger logger, AgentId agent);

    [LoggerMessage(4006, LogLevel.Information, "A session of agent {Agent} ended: the account was changed or removed")]
    public static partial void SessionEnded(ILogger logger, AgentId agent);

    [LoggerMessage(4007, LogLevel.Warning, "The session of agent {Agent} could not be held to the account; it goes on until the database answers")]
    public static partial void SessionNotChecked(ILogger logger, AgentId agent, Exception exception);

    [LoggerMessage(4008, LogLevel.Warning, "A request to {Path} from another origin was refused. If it was the console's own, set PublicBaseUrl to the address people type")]
    public static partial void ForeignOrigin(ILogger logger, string path);

    [LoggerMessage(4101, LogLevel.Information, "Agent {Agent} opened a console window, connection {Connection}")]
    public static partial void WindowOpened(ILogger logger, AgentId agent, string connection);

    [LoggerMessage(4102, LogLevel.Information, "Agent {Agent} closed a console window, connection {Connection}")]
    public static partial void WindowClosed(ILogger logger, AgentId agent, string connection);

    [LoggerMessage(4103, LogLevel.Warning, "Connection {Connection} of agent {Agent} does not take its changes; it is closed, to reconnect and read everything again")]
    public static partial void WindowTooSlow(ILogger logger, AgentId agent, string connection);

    [LoggerMessage(4104, LogLevel.Error, "A change could not be sent on connection {Connection} of agent {Agent}; it is closed, to reconnect and read everything again")]
    public static partial void PushFailed(ILogger logger, AgentId agent, string connection, Exception exception);

    [LoggerMessage(4105, LogLevel.Information, "Connection {Connection} of agent {Agent} is closed: the account was changed or removed since it was opened")]
    public static partial void WindowOutlivedAccount(ILogger logger, AgentId agent, string connection);

    [LoggerMessage(4106, LogLevel.Error, "Open windows of pool {Pool} could not be held to their accounts; trying again in half a minute")]
    public static partial void AccountsNotChecked(ILogger logger, PoolId pool, Exception exception);

    [LoggerMessage(4111, LogLevel.Warning, "The events of pool {Pool} cannot be read; consoles of this node stand still until they can. Trying again")]
    public static partial void FeedLost(ILogger logger, PoolId pool, Exception exception);

    [LoggerMessage(4112, LogLevel.Information, "The events of pool {Pool} are read again")]
    public static partial void FeedBack(ILogger logger, PoolId pool);

    [LoggerMessage(4113, LogLevel.Information, "Consoles of pool {Pool} read everything again, from {Position}")]
    public static partial void FeedStartsOver(ILogger logger, PoolId pool, EventPosition position);

    [LoggerMessage(4121, LogLevel.Warning, "Leases of agents in pool {Pool} cannot be renewed; they get no offers until they can. Trying again")]
    public static partial void RenewalFailed(ILogger logger, PoolId pool, Exception exception);

    [LoggerMessage(4122, LogLevel.Information, "Leases of agents in pool {Pool} are renewed again")]
    public static partial void RenewalBack(ILogger logger, PoolId pool);

    [LoggerMessage(4123, LogLevel.Information, "Agent {Agent} was unknown to pool {Pool} and is signed on again as {Status}")]
    public static partial void SignedOnAgain(ILogger logger, AgentId agent, PoolId pool, AgentStatus status);

    [LoggerMessage(4124, LogLevel.Warning, "Agent {Agent} could not be signed on at once; the next renewal tries again")]
    public static partial void SignOnPostponed(ILogger logger, AgentId agent, Exception exception);

    [LoggerMessage(4125, LogLevel.Error, "Agent {Agent} is offered nothing in pool {Pool}: their skills, channels or back-up groups are not valid. Mend their record; docs/routing.md says what is")]
    public static partial void SignOnRefused(ILogger logger, AgentId agent, PoolId pool);

    [LoggerMessage(4131, LogLevel.Information, "Supervisor {Supervisor} set the priority of contact {Contact} to {Priority}: {Outcome}")]
    public static partial void PriorityChanged(ILogger logger, AgentId supervisor, ContactId contact, Priority priority, StepOutcome outcome);

    [LoggerMessage(4132, LogLevel.Information, "Supervisor {Supervisor} took agent {Agent} off: {Outcome}")]
    public static partial void ForcedOff(ILogger logger, AgentId supervisor, AgentId agent, StepOutcome outcome);

    [LoggerMessage(4141, LogLevel.Error, "The figures of pool {Pool} cannot be read; supervisors see the last ones. Trying again every second")]
    public static partial void FiguresNotRead(ILogger logger, PoolId pool, Exception exception);

    [LoggerMessage(4220, LogLevel.Information, "Agent {Agent} wrote down version {Version} of the safe-contact rules of contact {Contact}")]
    public static partial void SafeContactSaved(ILogger logger, AgentId agent, ContactId contact, int version);

    [LoggerMessage(4221, LogLevel.Warning, "Agent {Agent} asks to go against the safe-contact rules of contact {Contact} once ({Kind}): request {Request}")]
    public static partial void OverrideAsked(ILogger logger, AgentId agent, ContactId contact, OutboundKind kind, SafeOverrideId request);

    [LoggerMessage(4222, LogLevel.Warning, "Supervisor {Supervisor} decided on override {Request}, approved: {Approved}: {Result}")]
    public static partial void OverrideDecided(ILogger logger, AgentId supervisor, SafeOverrideId request, bool approved, DecideOverrideResult result);

    [LoggerMessage(4223, LogLevel.Warning, "Safe contact of contact {Contact} has changed, but other windows were not told")]
    public static partial void SafeContactNotAnnounced(ILogger logger, ContactId contact, Exception exception);
    [LoggerMessage(4210, LogLevel.Information, "Supervisor {Supervisor} changed the sentence {Key} of line {Line}, version {Version}")]
    public static partial void WordsEdited(ILogger logger, AgentId supervisor, LineId line, string key, int version);

    [LoggerMessage(4240, LogLevel.Information, "Agent {Agent} ordered {Order} for contact {Contact}: {Outcome}")]
    public static partial void Ordered(ILogger logger, AgentId agent, MediaOrderKind order, ContactId contact, StepOutcome outcome);

    [LoggerMessage(4241, LogLevel.Information, "Agent {Agent} handed contact {Contact} on: {Outcome}")]
    public static partial void HandedOn(ILogger logger, AgentId agent, ContactId contact, StepOutcome outcome);

    [LoggerMessage(4242, LogLevel.Information, "Supervisor {Supervisor} ended contact {Contact}: {Outcome}")]
    public static partial void EndedBySupervisor(ILogger logger, AgentId supervisor, ContactId contact, StepOutcome outcome);

    [LoggerMessage(4243, LogLevel.Warning, "Agent {Agent} raised imminent danger on contact {Contact}: {Danger}")]
    public static partial void DangerRaised(ILogger logger, AgentId agent, ContactId contact, DangerId danger);

    [LoggerMessage(4244, LogLevel.Information, "Agent {Agent} wrote {Step} about danger {Danger}")]
    public static partial void DangerWritten(ILogger logger, AgentId agent, DangerId danger, DangerStep step);

    [LoggerMessage(4245, LogLevel.Warning, "Supervisor {Supervisor} closed danger {Danger}")]
    public static partial void DangerClosed(ILogger logger, AgentId supervisor, DangerId danger);

    [LoggerMessage(4246, LogLevel.Error, "Imminent danger on contact {Contact} is recorded, but the queue could not be told; supervisors' pages find it within ten seconds")]
    public static partial void DangerNotAnnounced(ILogger logger, ContactId contact, Exception exception);

    [LoggerMessage(4247, LogLevel.Information, "A call was left as abusive ({Way}): {Outcome}")]
    public static partial void AbusiveCallLeft(ILogger logger, StaffIncidentWay way, StepOutcome outcome);

    [LoggerMessage(4248, LogLevel.Information, "Agent {Agent} marked who relays on contact {Contact}: {Service}")]
    public static partial void RelayMarked(ILogger logger, AgentId agent, ContactId contact, AccessService? service);

    [LoggerMessage(4270, LogLevel.Information, "Agent {Agent} deletes what was recorded of contact {Contact}: the person took it back")]
    public static partial void RecordingWithdrawn(ILogger logger, AgentId agent, ContactId contact);

    [LoggerMessage(4201, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void RequestFailed(ILogger logger, string method, string? route, Exception exception);

    [LoggerMessage(4202, LogLevel.Warning, "{Method} {Route} could not be served: a server behind it is away")]
    public static partial void RequestUnserved(ILogger logger, string method, string? route, Exception exception);

    [LoggerMessage(4203, LogLevel.Warning, "Message {Message} of contact {Contact} is queued, but other windows were not told")]
    public static partial void NotAnnounced(ILogger logger, MessageId message, ContactId contact, Exception exception);

    [LoggerMessage(4204, LogLevel.Warning, "Hub method {Method} could not be served: a server behind it is away")]
    public static partial void HubUnserved(ILogger logger, string method, Exception exception);

    [LoggerMessage(4251, LogLevel.Information, "Agent {Agent} began a call, contact {Contact}")]
    public static partial void CallBegun(ILogger logger, AgentId agent, ContactId contact);

    [LoggerMessage(4252, LogLevel.Warning, "Agent {Agent} began a call that the person's rules refuse; nobody was rung")]
    public static partial void CallNotSafe(ILogger logger, AgentId agent);

    [LoggerMessage(4250, LogLevel.Information, "Agent {Agent} chose where calls ring; on their own telephone: {Rings}")]
    public static partial void OwnPhoneChosen(ILogger logger, AgentId agent, bool rings);
}
