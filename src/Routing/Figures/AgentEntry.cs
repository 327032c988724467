using System.Text.Json;
using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>One agent as the figures know them.</summary>
internal sealed class AgentEntry
{
    private readonly Dictionary<AssignmentId, AssignmentFacts> open = [];

    public AgentFacts? Facts { get; private set; }

    /// <summary>What they can take, from their last sign-on; null when it was not seen.</summary>
    public AgentCapability? Capability { get; private set; }

    public IReadOnlyCollection<AssignmentFacts> Open => open.Values;

    /// <summary>Null: offline, or not known.</summary>
    public AgentActivity? Activity { get; private set; }

    public bool Heard => Facts is { Connected: true, Status: not AgentStatus.Offline };

    public bool Busy => Heard && open.Values.Any(Handles);

    public bool Available => Heard && Facts!.Status == AgentStatus.Available && !open.Values.Any(Handles);

    /// <summary>Takes contacts, or will when done with the present one.</summary>
    public bool Working => Busy || (Heard && Facts!.Status == AgentStatus.Available);

    public void Put(AgentFacts facts, AgentCapability? capability)
    {
        (Facts, Capability) = (facts, capability ?? Capability);
        Activity = Classify();
    }

    public void Put(AssignmentFacts assignment)
    {
        if (AssignmentLife.IsOpen(assignment.State))
        {
            open[assignment.Id] = assignment;
        }
        else
        {
            open.Remove(assignment.Id);
        }

        Activity = Classify();
    }

    public void DropWork()
    {
        open.Clear();
        Activity = Classify();
    }

    /// <summary>Could be offered a contact of the channel now. Without their sign-on a written channel counts one.</summary>
    public bool HasRoom(Channel channel)
    {
        if (!Heard || Facts!.Status != AgentStatus.Available)
        {
            return false;
        }

        var (exclusive, same) = (ChannelTraits.Of(channel).Exclusive, 0);
        foreach (var assignment in open.Values.Where(a => AssignmentLife.TakesRoom(a.State)))
        {
            if (exclusive || assignment.State == AssignmentState.Offered || ChannelTraits.Of(assignment.Channel).Exclusive)
            {
                return false;
            }

            same += assignment.Channel == channel ? 1 : 0;
        }

        return exclusive || same < (Capability?.Room(channel) ?? 1);
    }

    private AgentActivity? Classify()
    {
        if (Facts is not { } facts || facts.Status == AgentStatus.Offline)
        {
            return null;
        }

        var states = open.Values.Select(a => a.State).ToList();
        return facts switch
        {
            { Connected: false } => AgentActivity.Away,
            _ when states.Exists(s => s is AssignmentState.Connecting or AssignmentState.Active) => AgentActivity.Busy,
            _ when states.Contains(AssignmentState.Offered) => AgentActivity.Ringing,
            _ when states.Contains(AssignmentState.WrapUp) => AgentActivity.WrapUp,
            { Status: AgentStatus.Break } => AgentActivity.Break,
            { Status: AgentStatus.Training } => AgentActivity.Training,
            { Status: AgentStatus.Paused } => AgentActivity.Paused,
            _ => AgentActivity.Available,
        };
    }

    private static bool Handles(AssignmentFacts assignment) => assignment.State is AssignmentState.Connecting or AssignmentState.Active or AssignmentState.WrapUp;
}

/// <param name="Backup">Asked only where a back-up group of theirs is opened.</param>
/// <summary>What an agent signed on with.</summary>
internal sealed record AgentCapability(IReadOnlySet<string> Skills, IReadOnlyDictionary<Channel, int> Capacity, bool Backup)
{
    public int Room(Channel channel) => Capacity.GetValueOrDefault(channel);

    /// <summary>Whether an agent serves a queue; one whose sign-on was not seen is taken to.</summary>
    public static bool Serves(AgentCapability? known, LineId? line, Channel channel) =>
        known is null || (known.Room(channel) > 0 && !known.Backup && (line is not { } asked || known.Skills.Contains(Skill.Line(asked))));

    /// <summary>Reads the detail of a sign-on; null when it is not one.</summary>
    public static AgentCapability? Read(string? detail)
    {
        try
        {
            using var json = JsonDocument.Parse(detail ?? "null");
            return json.RootElement is { ValueKind: JsonValueKind.Object } root ? Read(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AgentCapability Read(JsonElement root)
    {
        var skills = Levels(root).ToHashSet(StringComparer.Ordinal);
        var capacity = new Dictionary<Channel, int>();
        if (root.TryGetProperty("capacity", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var each in given.EnumerateObject())
            {
                if (Enum.TryParse<Channel>(each.Name, ignoreCase: true, out var channel) && each.Value.TryGetInt32(out var room))
                {
                    capacity[channel] = room;
                }
            }
        }

        return new(skills, capacity, Backups(root).Any());
    }

    // { name: level }
    private static IEnumerable<string> Levels(JsonElement root) =>
        root.TryGetProperty("skills", out var levels) && levels.ValueKind == JsonValueKind.Object
            ? levels.EnumerateObject().Select(each => each.Name).Where(Skill.IsValid)
            : [];

    // An empty Lua table is written as {} where a list was meant.
    private static IEnumerable<string> Backups(JsonElement root) =>
        root.TryGetProperty("backups", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)
            : [];
}
