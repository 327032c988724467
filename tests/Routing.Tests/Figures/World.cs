using System.Text.Json;
using Helpline.Contracts;

namespace Helpline.Routing.Tests.Figures;

/// <summary>How a pool stood after an event, as plain lists, with the questions the figures ask of it.</summary>
internal sealed record World(
    DateTimeOffset Clock,
    IReadOnlyList<ContactFacts> Contacts,
    IReadOnlyList<AssignmentFacts> Assignments,
    IReadOnlyList<AgentFacts> Agents,
    IReadOnlyDictionary<AgentId, string?> SignOns)
{
    public bool Busy(AgentFacts agent) =>
        agent.Connected && Assignments.Any(a => a.Agent == agent.Id && a.State is AssignmentState.Connecting or AssignmentState.Active or AssignmentState.WrapUp);

    public bool Available(AgentFacts agent) => agent is { Connected: true, Status: AgentStatus.Available } && !Busy(agent);

    public bool Stands(ContactFacts contact) =>
        contact.State == ContactState.Waiting && !Assignments.Any(a => a.Contact == contact.Id && a.State == AssignmentState.Offered);

    public AgentActivity Doing(AgentFacts agent)
    {
        bool Has(params AssignmentState[] states) => Assignments.Any(a => a.Agent == agent.Id && states.Contains(a.State));
        return !agent.Connected ? AgentActivity.Away
            : Has(AssignmentState.Connecting, AssignmentState.Active) ? AgentActivity.Busy
            : Has(AssignmentState.Offered) ? AgentActivity.Ringing
            : Has(AssignmentState.WrapUp) ? AgentActivity.WrapUp
            : Enum.Parse<AgentActivity>(agent.Status.ToString());
    }

    public bool Serves(AgentFacts agent, LineId? line, Channel channel)
    {
        if (!SignOns.TryGetValue(agent.Id, out var detail) || detail is null)
        {
            return true;
        }

        var profile = JsonSerializer.Deserialize<SignOn>(detail, JsonSerializerOptions.Web)!;
        return profile.Room(channel) > 0 && profile.Backups.Count == 0 && (line is null || profile.Skills.ContainsKey($"line:{line}"));
    }

    public bool AnyFree(LineId? line, Channel channel) => Agents.Any(agent =>
    {
        var room = Assignments.Where(a => a.Agent == agent.Id && a.State != AssignmentState.Parked).ToList();
        var size = SignOns.TryGetValue(agent.Id, out var detail) && detail is not null ? JsonSerializer.Deserialize<SignOn>(detail, JsonSerializerOptions.Web)!.Room(channel) : 1;
        return agent is { Connected: true, Status: AgentStatus.Available } && Serves(agent, line, channel)
            && room.All(a => a.State != AssignmentState.Offered && a.Channel is (Channel.Sms or Channel.Email))
            && (channel is Channel.Sms or Channel.Email ? room.Count(a => a.Channel == channel) < size : room.Count == 0);
    });

    private sealed record SignOn(IReadOnlyDictionary<string, int> Skills, IReadOnlyDictionary<string, int> Capacity, IReadOnlyList<string> Backups)
    {
        public int Room(Channel channel) => Capacity.GetValueOrDefault(channel.ToString().ToLowerInvariant());
    }
}
