using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>What the server calls in an agent's browser.</summary>
public interface IConsoleClient
{
    /// <summary>One numbered change; positions at or below the snapshot's are repeats. Numbers have no gaps: a change that holds nothing for this person comes empty.</summary>
    Task Changed(LiveChange change);

    /// <summary>The numbers are broken (a new epoch, a gap): take a new snapshot. One that was asked for before this call does not count.</summary>
    Task Refetch();

    /// <summary>Another window of this agent did it; show the same without asking.</summary>
    Task AnsweredElsewhere(AssignmentId assignment);

    /// <summary>The pool's figures have changed; to supervisors only, at most once a second.</summary>
    Task Figures(FiguresView figures);
}

/// <summary>What an agent's browser may call, on <c>/hubs/console</c>. Each is one step into a room.</summary>
public interface IConsoleHub
{
    /// <summary>Everything this person may see, and from then on its changes.</summary>
    Task<ConsoleSnapshot> Snapshot();

    /// <summary>This browser is alive; sent every 3 s from a worker. Nothing for 10 s, and no more offers.</summary>
    Task Heartbeat();

    Task<StepReply> SetStatus(AgentStatus status, string? reason);

    /// <summary>Takes an offer. The ticket goes to this window alone: it is the one that shall join.</summary>
    Task<AcceptedReply> Accept(AssignmentId assignment);

    /// <summary>Takes an offer on the agent's own telephone, which rings now. There is no ticket: no window joins.</summary>
    Task<AcceptedReply> AcceptOnPhone(AssignmentId assignment);

    Task<StepReply> Decline(AssignmentId assignment, DeclineReason reason);

    /// <summary>The thread is on screen: a written contact becomes active.</summary>
    Task<StepReply> ThreadOpened(AssignmentId assignment);

    /// <summary>Ends the contact; the outcome is next.</summary>
    Task<StepReply> End(AssignmentId assignment);
}

/// <param name="Contacts">Waiting and in hand, in queue order; nothing personal.</param>
/// <param name="Assignments">A supervisor sees all open ones, an agent their own.</param>
/// <param name="Agents">A supervisor sees all, an agent themselves.</param>
/// <param name="Figures">For supervisors, where there are any.</param>
/// <summary>What a console shows at first.</summary>
public sealed record ConsoleSnapshot(
    EventPosition Position,
    DateTimeOffset At,
    SessionView Me,
    IReadOnlyList<LineCard> Lines,
    IReadOnlyList<AgentName> Names,
    IReadOnlyList<ContactFacts> Contacts,
    IReadOnlyList<AssignmentFacts> Assignments,
    IReadOnlyList<AgentFacts> Agents,
    FiguresView? Figures);

public sealed record LineCard(LineId Id, string Name, string Area);

public sealed record AgentName(AgentId Id, string Name);

/// <summary>A <see cref="RoutingEvent"/> as a browser gets it: the entities as they stand after it.</summary>
public sealed record LiveChange(
    EventPosition Position,
    DateTimeOffset At,
    RoutingEventKind Kind,
    ContactFacts? Contact,
    AssignmentFacts? Assignment,
    AgentFacts? Agent,
    string? Reason,
    string? Detail);

/// <param name="Message">For people, when it was not done: what happened and what to do.</param>
/// <summary>Whether a step was done.</summary>
public sealed record StepReply(bool Done, string? Message);

/// <param name="Outcome">Camel-case name of <see cref="AcceptOutcome"/>.</param>
/// <param name="Message">For people, when it was not accepted: who has it, or that they hung up.</param>
/// <summary>What an accept brought.</summary>
public sealed record AcceptedReply(AcceptOutcome Outcome, ContactId? Contact, string? Ticket, string? Message);

/// <summary>Who is signed in.</summary>
public sealed record SessionView(AgentId Id, string Name, PoolId Pool, IReadOnlyList<string> Roles, IReadOnlyList<Channel> Channels);
