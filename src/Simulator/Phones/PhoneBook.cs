using Helpline.Simulator.Messages;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Phones;

/// <summary>Everyone with a telephone.</summary>
public sealed class PhoneBook
{
    private readonly Lock gate = new();
    private readonly List<Phone> phones = [];
    private readonly SimulatorOptions options;
    private readonly Voice.Directory directory;
    private readonly NetworkClock time;

    internal PhoneBook(SimulatorOptions options, CallDesk desk, MessageCentre messages, Voice.Directory directory, NetworkClock time)
    {
        (this.options, Desk, Messages, this.directory, this.time) = (options, desk, messages, directory, time);
        foreach (var person in options.Everyone)
        {
            Add(person);
        }
    }

    public IReadOnlyList<Phone> All
    {
        get
        {
            lock (gate)
            {
                return [.. phones];
            }
        }
    }

    internal CallDesk Desk { get; }

    internal MessageCentre Messages { get; }

    /// <summary>Told of every telephone that has changed or is new.</summary>
    internal Action<Phone>? Watcher { get; set; }

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whoever has that number.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has that number.</exception>
    public Phone this[string number] => Find(number) ?? throw new KeyNotFoundException($"Nobody has the number {number}.");

    public Phone? Find(string number)
    {
        lock (gate)
        {
            return phones.Find(p => p.Number == number);
        }
    }

    /// <summary>Gives somebody new a telephone.</summary>
    /// <exception cref="ArgumentException">The number is not E.164, or is someone's already.</exception>
    public Phone Add(SimulatedPerson person)
    {
        if (!Sid.IsE164(person.Number))
        {
            throw new ArgumentException("A number is E.164, such as +447700900123.", nameof(person));
        }

        var phone = new Phone(person, this);
        lock (gate)
        {
            if (phones.Exists(p => p.Number == person.Number))
            {
                throw new ArgumentException("That number is someone's already.", nameof(person));
            }

            phones.Add(phone);
        }

        directory.Add(person.Number, phone);
        Tell(phone);
        return phone;
    }

    internal void Tell(Phone phone) => Watcher?.Invoke(phone);

    internal SimulatedNumber Line(string number) =>
        options.Numbers.FirstOrDefault(n => n.Number == number) ?? throw new ArgumentException("The account has no such number.", nameof(number));
}
