using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>
/// Who sees what. Contacts hold nothing personal and everybody of the pool sees them; assignments and agents are seen by supervisors
/// and by the agent they are about. A change keeps its number for everybody, so that a browser can count.
/// </summary>
internal static class Audience
{
    public static bool MaySee(ConsoleUser user, AgentId about) => user.IsSupervisor || user.Id == about;

    public static LiveChange ChangeFor(ConsoleUser user, RoutingEvent e)
    {
        var aboutThem = user.IsSupervisor || e.Assignment?.Agent == user.Id || e.Agent?.Id == user.Id;
        return new LiveChange(
            e.Position,
            e.At,
            e.Kind,
            e.Contact is { } contact ? ContactFor(user, contact) : null,
            e.Assignment is { } assignment && MaySee(user, assignment.Agent) ? assignment : null,
            e.Agent is { } agent && MaySee(user, agent.Id) ? agent : null,
            // News says only what there is to read; every other reason is about an agent.
            aboutThem || e.Kind == RoutingEventKind.News ? e.Reason : null,
            !aboutThem ? null : user.IsSupervisor ? e.Detail : OfferReasons.WithoutColleagues(e.Detail, user.Id));
    }

    /// <summary>Which colleague knows a person, or is kept for them, is for supervisors and for that colleague.</summary>
    public static ContactFacts ContactFor(ConsoleUser user, ContactFacts contact) => user.IsSupervisor ? contact : contact with
    {
        KnownTo = contact.KnownTo == user.Id ? user.Id : null,
        ReservedFor = contact.ReservedFor == user.Id ? user.Id : null,
    };

    public static ConsoleSnapshot SnapshotFor(ConsoleUser user, PoolSnapshot pool, SessionView me, IReadOnlyList<LineCard> lines, IReadOnlyList<AgentName> names, FiguresView? figures) => new(
        pool.Position,
        pool.At,
        me,
        lines,
        names,
        [.. pool.Contacts.Select(contact => ContactFor(user, contact))],
        [.. pool.Assignments.Where(a => MaySee(user, a.Agent))],
        [.. pool.Agents.Where(a => MaySee(user, a.Id))],
        user.IsSupervisor ? figures : null);
}
