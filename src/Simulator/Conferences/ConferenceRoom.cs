using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Conferences;

/// <summary>Why someone could not come in.</summary>
internal enum JoinRefusal
{
    Ended = 1,
    DuplicateLabel,
    Full,
    NobodyToCoach,
}

/// <summary>A conference. Source of the rules: Twilio, "TwiML Voice: Conference".</summary>
internal sealed class ConferenceRoom(string name, ConferenceReports reports, NetworkClock time, Action changed) : ITalk
{
    private const int MostParticipants = 250;
    private readonly Lock gate = new();
    private readonly List<Participant> participants = [];
    private readonly Company company = new(time);
    private bool opened;

    public string Sid { get; } = Helpline.Simulator.Sid.New("CF");

    public string Name => name;

    public DateTimeOffset Created { get; } = time.GetUtcNow();

    public DateTimeOffset Updated { get; private set; } = time.GetUtcNow();

    /// <summary>init, in-progress or completed.</summary>
    public string Status { get; private set; } = "init";

    public bool IsOver => Status == "completed";

    public string? ReasonEnded { get; private set; }

    public string? CallSidEnding { get; private set; }

    /// <summary>Set by whoever came first, to nothing if they named nothing.</summary>
    public StatusCallback? Events { get; private set; }

    public int Sequence { get; set; }

    public IReadOnlyList<Participant> Participants
    {
        get
        {
            lock (gate)
            {
                return [.. participants];
            }
        }
    }

    /// <summary>Reserves a place for someone who is being rung.</summary>
    public JoinRefusal? Invite(Participant participant)
    {
        lock (gate)
        {
            if (Refusal(participant) is { } refusal)
            {
                return refusal;
            }

            if (!opened)
            {
                (opened, Events) = (true, participant.Events);
            }

            participants.Add(participant);
            return null;
        }
    }

    public JoinRefusal? Join(Participant participant)
    {
        lock (gate)
        {
            if (!participants.Contains(participant) && Invite(participant) is { } refusal)
            {
                return refusal;
            }

            if (IsOver)
            {
                return JoinRefusal.Ended;
            }

            participant.Joined = true;
            participant.Status = "connected";
            participant.Leg.Label = participant.Label;
            participant.Leg.Talk = this;
            Touch(participant);
            reports.Report(this, "participant-join", participant);
            StartIfReady();
            if (participant.BeepOnEnter)
            {
                Beep(participant);
            }

            Changed();
            return null;
        }
    }

    /// <summary>Lets go of a participant, whoever wished it, and ends the conference when that was to end it.</summary>
    public void Leave(Participant participant, string reason)
    {
        lock (gate)
        {
            if (!participants.Remove(participant))
            {
                return;
            }

            var joined = participant.Joined;
            participant.Status = joined ? "complete" : "failed";
            participant.Leg.Talk = null;
            participant.Remove(reason);
            reports.Left(this, participant, reason);
            if (participant.BeepOnExit)
            {
                Beep(participant);
            }

            if (joined && participant.EndOnExit)
            {
                End(reason == "participant_updated_via_api" ? "participant-with-end-conference-on-exit-kicked" : "participant-with-end-conference-on-exit-left", participant, "moderator_ended_conference");
            }
            else if (participants.Count == 0)
            {
                End(reason == "participant_updated_via_api" ? "last-participant-kicked" : "last-participant-left", participant, reason);
            }

            Changed();
        }
    }

    public void EndByRequest()
    {
        lock (gate)
        {
            End("conference-ended-via-api", null, "conference_ended_via_api");
        }
    }

    /// <summary>Changes a participant and reports each difference as the event it is.</summary>
    public void Update(Participant participant, Action<Participant> change)
    {
        lock (gate)
        {
            var (muted, hold, end, coach) = (participant.Muted, participant.Hold, participant.EndOnExit, participant.CallSidToCoach);
            change(participant);
            Touch(participant);
            if (participant.Joined && participant.Muted != muted)
            {
                reports.Report(this, participant.Muted ? "participant-mute" : "participant-unmute", participant);
            }

            if (participant.Joined && participant.Hold != hold)
            {
                reports.Report(this, participant.Hold ? "participant-hold" : "participant-unhold", participant);
            }

            if (participant.Joined && (participant.EndOnExit != end || participant.CallSidToCoach != coach))
            {
                reports.Report(this, "participant-modify", participant);
            }

            participant.SignalChange();
            Changed();
        }
    }

    public bool Holds(string callSid)
    {
        lock (gate)
        {
            return participants.Exists(p => p.Joined && p.Leg.Sid == callSid);
        }
    }

    public void Say(CallLeg from, string text, Speaker speaker)
    {
        List<Participant> listeners;
        lock (gate)
        {
            var who = participants.Find(p => p.Leg == from);
            if (who is null || Status != "in-progress")
            {
                return;
            }

            listeners = participants.FindAll(p => p.Joined && Reaches(who, p));
        }

        foreach (var listener in listeners)
        {
            listener.Leg.Hear(time.GetUtcNow(), speaker, text, from.Label);
        }
    }

    /// <summary>Whether what one says reaches another now.</summary>
    public bool IsHeardBy(CallLeg speaker, CallLeg listener)
    {
        lock (gate)
        {
            return Status == "in-progress"
                && participants.Find(p => p.Joined && p.Leg == speaker) is { } from
                && participants.Find(p => p.Joined && p.Leg == listener) is { } to
                && Reaches(from, to);
        }
    }

    /// <summary>Who hears whom: the held hear nobody and are heard by nobody, the muted only hear, a coach is heard by one.</summary>
    private static bool Reaches(Participant from, Participant to) =>
        from != to && from is { Muted: false, Hold: false } && !to.Hold && (!from.Coaching || to.Leg.Sid == from.CallSidToCoach);

    private JoinRefusal? Refusal(Participant participant)
    {
        var most = participants.Select(p => p.Limit).FirstOrDefault(l => l is not null) ?? participant.Limit ?? MostParticipants;
        return this switch
        {
            { IsOver: true } => JoinRefusal.Ended,
            _ when participant.Label is not null && participants.Exists(p => p.Label == participant.Label) => JoinRefusal.DuplicateLabel,
            _ when participants.Count >= most => JoinRefusal.Full,
            _ when participant.CallSidToCoach is { } coached && !participants.Exists(p => p.Joined && p.Leg.Sid == coached) => JoinRefusal.NobodyToCoach,
            _ => null,
        };
    }

    private void StartIfReady()
    {
        var present = participants.FindAll(p => p.Joined);
        if (Status == "init" && present.Count >= 2 && present.Exists(p => p.StartOnEnter))
        {
            Status = "in-progress";
            Updated = time.GetUtcNow();
            reports.Report(this, "conference-start", null);
            present.ForEach(p => p.SignalChange());
        }
    }

    private void End(string reason, Participant? by, string reasonLeft)
    {
        if (IsOver)
        {
            return;
        }

        Status = "completed";
        Updated = time.GetUtcNow();
        ReasonEnded = reason;
        CallSidEnding = by?.Leg.Sid;
        foreach (var participant in participants.ToList())
        {
            participants.Remove(participant);
            participant.Status = "complete";
            participant.Leg.Talk = null;
            participant.Remove(reasonLeft);
            reports.Left(this, participant, reasonLeft);
            if (!participant.Joined)
            {
                participant.Leg.Interrupt(new Interruption.HangUp("They hung up", CallStatus.Canceled));
            }
        }

        reports.Ended(this, by);
        Changed();
    }

    private void Beep(Participant of)
    {
        foreach (var other in participants.Where(p => p != of && p.Joined && !p.Hold))
        {
            other.Leg.Hear(time.GetUtcNow(), Speaker.Sound, "(beep)");
        }
    }

    /// <summary>Who hears whom may be different now.</summary>
    private void Changed()
    {
        var inside = Status == "in-progress" ? participants.FindAll(p => p.Joined) : [];
        company.Are(inside
            .Select(to => (to.Leg, From: inside.Find(from => Reaches(from, to))))
            .Where(pair => pair.From is not null)
            .ToDictionary(pair => pair.Leg, pair => $"({pair.From!.Label ?? "somebody"} is there)"));
        changed();
    }

    private void Touch(Participant participant)
    {
        Updated = time.GetUtcNow();
        participant.Updated = Updated;
    }
}
