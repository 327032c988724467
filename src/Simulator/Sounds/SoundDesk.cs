using Helpline.Simulator.Conferences;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Sounds;

/// <summary>
/// Real sound in a pretend call: carries what browsers need to find each other (WebRTC signalling), between those in the same conference and nobody else, and tells each whom it may hear.
/// The sound itself goes from browser to browser.
/// </summary>
internal sealed class SoundDesk(CallRegister calls)
{
    /// <summary>Several times what the description of one line of sound takes.</summary>
    public const int MostCharacters = 16 * 1024;
    private readonly Lock gate = new();
    private readonly Dictionary<CallLeg, SoundEnd> ends = [];
    private int count;
    private int looking;

    /// <summary>A browser takes a leg's sound. One that had it before is let go.</summary>
    /// <returns>Null when there is no such call, or it is over.</returns>
    public SoundEnd? Attach(string callSid)
    {
        if (calls.Find(callSid) is not { } leg || leg.Status.IsOver())
        {
            return null;
        }

        var end = new SoundEnd(leg);
        lock (gate)
        {
            if (ends.TryGetValue(leg, out var before))
            {
                before.Close();
            }

            ends[leg] = end;
            count = ends.Count;
            TellAll();
        }

        return end;
    }

    public void Detach(SoundEnd end)
    {
        lock (gate)
        {
            if (ends.GetValueOrDefault(end.Leg) == end)
            {
                ends.Remove(end.Leg);
            }

            end.Close();
            count = ends.Count;
            TellAll();
        }
    }

    /// <summary>Passes words from one browser on to another.</summary>
    /// <returns>False when the two are not in one conference at the moment.</returns>
    public bool Signal(string callSid, string to, string data)
    {
        lock (gate)
        {
            var from = ends.Values.FirstOrDefault(e => e.Leg.Sid == callSid);
            var target = ends.Values.FirstOrDefault(e => e.Id == to);
            if (from?.Leg.Talk is not ConferenceRoom room || target is null || target == from || target.Leg.Talk != room)
            {
                return false;
            }

            target.Signal(from.Id, data);
            return true;
        }
    }

    /// <summary>Somebody came, left, was held, muted or freed. Looked at soon, and not by the caller, who holds the conference's lock.</summary>
    public void Look()
    {
        if (Volatile.Read(ref count) > 0 && Interlocked.Exchange(ref looking, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static desk =>
                {
                    Volatile.Write(ref desk.looking, 0);
                    lock (desk.gate)
                    {
                        desk.TellAll();
                    }
                },
                this,
                preferLocal: false);
        }
    }

    private void TellAll()
    {
        foreach (var end in ends.Values)
        {
            if (end.Leg.Status.IsOver())
            {
                end.Close();
            }
            else
            {
                end.Tell(PeersOf(end));
            }
        }
    }

    private List<SoundPeer> PeersOf(SoundEnd end) => end.Leg.Talk is not ConferenceRoom room
        ? []
        : [
            .. ends.Values.Where(other => other != end && other.Leg.Talk == room).OrderBy(other => other.Id, StringComparer.Ordinal)
                .Select(other => new SoundPeer(other.Id, string.CompareOrdinal(end.Id, other.Id) < 0, room.IsHeardBy(end.Leg, other.Leg), room.IsHeardBy(other.Leg, end.Leg))),
        ];
}
