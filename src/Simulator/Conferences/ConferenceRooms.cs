using Helpline.Simulator.Sounds;

namespace Helpline.Simulator.Conferences;

/// <summary>The account's conferences, past and present.</summary>
internal sealed class ConferenceRooms(ConferenceReports reports, SoundDesk sounds, NetworkClock time)
{
    private readonly Lock gate = new();
    private readonly List<ConferenceRoom> rooms = [];
    private readonly Dictionary<string, ConferenceRoom> bySid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConferenceRoom> open = new(StringComparer.Ordinal);

    public IReadOnlyList<ConferenceRoom> All
    {
        get
        {
            lock (gate)
            {
                return [.. rooms];
            }
        }
    }

    public ConferenceRoom? Find(string sid)
    {
        lock (gate)
        {
            return bySid.GetValueOrDefault(sid);
        }
    }

    /// <summary>The conference of that name that has not ended, or a new one.</summary>
    public ConferenceRoom Open(string name)
    {
        lock (gate)
        {
            if (open.TryGetValue(name, out var room) && !room.IsOver)
            {
                return room;
            }

            open[name] = room = new ConferenceRoom(name, reports, time, sounds.Look);
            rooms.Add(room);
            bySid[room.Sid] = room;
            return room;
        }
    }
}
