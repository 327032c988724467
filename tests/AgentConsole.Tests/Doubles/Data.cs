using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>The people and contacts that tests speak of. Maya and Sam answer, Ruth supervises; Olu serves another pool.</summary>
internal static class Data
{
    public const string Password = "correct horse battery";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    public static readonly PoolId Pool = new("midlands");
    public static readonly PoolId OtherPool = new("north");
    public static readonly LineId Line = new("northants");
    public static readonly AgentRecord Maya = Agent("Maya", Pool, Roles.Agent);
    public static readonly AgentRecord Sam = Agent("Sam", Pool, Roles.Agent);
    public static readonly AgentRecord Ruth = Agent("Ruth", Pool, Roles.Supervisor);
    public static readonly AgentRecord Olu = Agent("Olu", OtherPool, Roles.Agent);
    public static readonly ContactId Contact = ContactId.New();
    public static readonly AssignmentId Assignment = AssignmentId.New();

    public static IReadOnlyList<AgentRecord> Everybody => [Maya, Sam, Ruth, Olu];

    public static ContactFacts ContactIn(ContactState state, Channel channel = Channel.Sms) =>
        new(Contact, Line, new Demand(channel, [Skill.Line(Line)]), Priority.Normal, state, Now);

    public static AssignmentFacts AssignmentOf(AgentRecord agent, AssignmentState state, Channel channel = Channel.Sms) =>
        new(Assignment, Contact, agent.Id, channel, state, Now);

    public static RoutingEvent Event(long number, RoutingEventKind kind, ContactFacts? contact = null, AssignmentFacts? assignment = null, AgentFacts? agent = null, string? reason = null, string? detail = null, long epoch = 1) =>
        new(Pool, new EventPosition(epoch, number), Now, kind, contact, assignment, agent, reason, detail);

    private static AgentRecord Agent(string name, PoolId pool, params string[] roles) =>
        new(AgentId.New(), pool, name, roles, [Skill.Line(Line)], new Dictionary<Channel, int> { [Channel.Phone] = 1, [Channel.Sms] = 3 });
}
