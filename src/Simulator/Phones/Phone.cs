using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Phones;

/// <summary>A person with a telephone. Its methods return at once; what comes of them shows in <see cref="State"/>, <see cref="Transcript"/> and <see cref="Texts"/>.</summary>
public sealed class Phone : IParty
{
    /// <summary>What networks send for "withheld": ANONYMOUS, spelt on a keypad. It looks like a number and is none.</summary>
    public const string KeypadAnonymous = "+266696687";

    private readonly Lock gate = new();
    private readonly PhoneBook book;
    private readonly List<PhoneText> texts = [];
    private List<Heard> transcript = [];
    private CallLeg? leg;
    private Hearing? hearing;

    internal Phone(SimulatedPerson person, PhoneBook book)
    {
        this.book = book;
        (Name, Number, WithholdsNumber, Story) = person;
        ShownAs = WithholdsNumber ? KeypadAnonymous : Number;
    }

    /// <summary>Raised after any change, on the thread that caused it.</summary>
    public event EventHandler? Changed;

    public string Name { get; }

    /// <summary>E.164. Texts show it even when calls do not.</summary>
    public string Number { get; }

    public bool WithholdsNumber { get; }

    /// <summary>Where this person is.</summary>
    public string? Story { get; }

    /// <summary>The <c>From</c> of this person's calls. For a withheld number networks send words (anonymous, restricted, …) or a keypad spelling.</summary>
    public string ShownAs { get; set; }

    /// <summary>What happens when this telephone is rung. Default: it rings.</summary>
    public WhenRung WhenRung { get; set; } = WhenRung.Rings;

    /// <summary>Texts to this telephone end undelivered with this error, such as 30003 (switched off) or 30006 (a landline). Null: they arrive.</summary>
    public int? TextsFailWith { get; set; }

    /// <summary>This person has texted STOP: sending to them is refused with 21610.</summary>
    public bool OptedOut { get; set; }

    public PhoneState State { get; private set; } = PhoneState.Idle;

    /// <summary>The number at the other end of the call, or of the last one.</summary>
    public string? Line { get; private set; }

    /// <summary>How the last call ended, in words.</summary>
    public string? Ending { get; private set; }

    /// <summary>The call's identifier, or the last one's.</summary>
    public string? CallSid { get; private set; }

    /// <summary>What was heard on this call, or the last one.</summary>
    public IReadOnlyList<Heard> Transcript
    {
        get
        {
            lock (gate)
            {
                return [.. transcript];
            }
        }
    }

    /// <summary>Where there was nothing to hear on this call, or the last one; the one that lasts now is not yet among them.</summary>
    public IReadOnlyList<Silence> Silences
    {
        get
        {
            lock (gate)
            {
                return hearing?.Silences ?? [];
            }
        }
    }

    public IReadOnlyList<PhoneText> Texts
    {
        get
        {
            lock (gate)
            {
                return [.. texts];
            }
        }
    }

    /// <summary>Dials one of the account's numbers.</summary>
    /// <exception cref="InvalidOperationException">The telephone is in use.</exception>
    /// <exception cref="ArgumentException">The account has no such number.</exception>
    public void Ring(string line)
    {
        var number = book.Line(line);
        lock (gate)
        {
            InUse();
            State = PhoneState.Calling;
            Begin(line);
        }

        var placed = book.Desk.Incoming(ShownAs, number, this);
        lock (gate)
        {
            leg = State == PhoneState.Idle ? null : placed;
            (CallSid, hearing) = (placed.Sid, placed.Hearing);
        }

        Tell();
    }

    /// <summary>Picks up.</summary>
    /// <exception cref="InvalidOperationException">The telephone does not ring.</exception>
    public void Answer() => Current(PhoneState.Ringing, "does not ring").Answer();

    /// <summary>Presses keys during a call.</summary>
    /// <param name="keys">0–9, * and #.</param>
    /// <exception cref="InvalidOperationException">There is no call.</exception>
    public void Press(string keys)
    {
        if (!keys.All(k => char.IsAsciiDigit(k) || k is '*' or '#'))
        {
            throw new ArgumentException("Keys are 0 to 9, * and #.", nameof(keys));
        }

        var call = Current(null, "has no call");
        foreach (var key in keys)
        {
            call.Press(book.Now, key);
        }
    }

    /// <summary>Says something to whoever is on the line.</summary>
    /// <exception cref="InvalidOperationException">There is no call.</exception>
    public void Say(string text) => Current(null, "has no call").Say(book.Now, text);

    /// <summary>Ends the call, or declines one that rings. Nothing happens without a call.</summary>
    public void HangUp()
    {
        CallLeg? call;
        bool declines;
        lock (gate)
        {
            (call, declines) = (leg, State == PhoneState.Ringing);
        }

        call?.Interrupt(declines ? new Interruption.HangUp("You declined", CallStatus.Busy) : new Interruption.HangUp("You hung up"));
    }

    /// <summary>Sends a text to one of the account's numbers.</summary>
    /// <exception cref="ArgumentException">The account has no such number, or there is no text.</exception>
    public void Text(string line, string body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(body);
        book.Messages.Receive(this, book.Line(line), body);
    }

    /// <summary>Waits until something holds of this telephone.</summary>
    /// <param name="within">Of real time. Default 20 seconds.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public Task WaitUntilAsync(Func<Phone, bool> condition, TimeSpan? within = null) => Waiting.UntilAsync(
        look => Changed += look,
        look => Changed -= look,
        () => condition(this),
        within,
        () => $"{Name}'s telephone is {State} and has heard: {string.Join(" | ", Transcript.Select(h => h.Text))}.");

    /// <summary>Waits until this person has heard something that contains these words.</summary>
    public Task HearsAsync(string words, TimeSpan? within = null) =>
        WaitUntilAsync(p => p.Transcript.Any(h => h.Speaker != Speaker.Self && h.Text.Contains(words, StringComparison.OrdinalIgnoreCase)), within);

    internal void Put(PhoneText text)
    {
        lock (gate)
        {
            var known = texts.FindIndex(t => t.Sid == text.Sid);
            if (known >= 0)
            {
                texts[known] = text;
            }
            else
            {
                texts.Add(text);
            }
        }

        Tell();
    }

    void IParty.Rung(CallLeg leg)
    {
        lock (gate)
        {
            if (State == PhoneState.Idle && WhenRung != WhenRung.Busy)
            {
                State = PhoneState.Ringing;
                Begin(leg.From);
                this.leg = leg;
                (CallSid, hearing) = (leg.Sid, leg.Hearing);
            }
        }

        if (this.leg != leg)
        {
            leg.Interrupt(new Interruption.HangUp("Busy", CallStatus.Busy));
        }
        else if (WhenRung == WhenRung.Answers)
        {
            leg.Answer();
        }

        Tell();
    }

    void IParty.StatusChanged(CallLeg leg)
    {
        lock (gate)
        {
            if (leg.Status == CallStatus.InProgress && State is PhoneState.Calling or PhoneState.Ringing)
            {
                State = PhoneState.InCall;
            }
        }

        Tell();
    }

    void IParty.Hear(CallLeg leg, Heard heard)
    {
        lock (gate)
        {
            transcript.Add(heard);
        }

        Tell();
    }

    void IParty.Ended(CallLeg leg, string how)
    {
        lock (gate)
        {
            if (this.leg is not null && this.leg != leg)
            {
                return; // A second caller met the engaged tone; the first call goes on.
            }

            State = PhoneState.Idle;
            Ending = how;
            this.leg = null;
        }

        Tell();
    }

    private void Begin(string other)
    {
        transcript = [];
        Line = other;
        Ending = null;
    }

    private CallLeg Current(PhoneState? state, string otherwise)
    {
        lock (gate)
        {
            return leg is not null && (state is null || State == state) ? leg : throw new InvalidOperationException($"{Name}'s telephone {otherwise}.");
        }
    }

    private void InUse()
    {
        if (State != PhoneState.Idle)
        {
            throw new InvalidOperationException($"{Name}'s telephone is in use.");
        }
    }

    private void Tell()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        book.Tell(this);
    }
}
