using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Desk;

/// <summary>The desk as its page shows it.</summary>
internal sealed record DeskView(IReadOnlyList<LineView> Lines, IReadOnlyList<PersonView> People, TroublesView Troubles, IReadOnlyList<NetworkWarning> Warnings, double ClockSpeed)
{
    public static DeskView Of(TelephoneNetwork network) => new(
        [.. network.Options.Numbers.Select(n => new LineView(n.Number, n.Name, n.VoiceUrl is not null, n.SmsUrl is not null))],
        [.. network.Phones.All.Select(Of)],
        Of(network.Troubles),
        network.Warnings,
        network.ClockSpeed);

    public static PersonView Of(Phone phone) => new(
        phone.Number, phone.Name, phone.Story, phone.WithholdsNumber, phone.State, phone.Line, phone.Ending, phone.Transcript, phone.Texts, phone.TextsFailWith is not null, phone.State == PhoneState.InCall ? phone.CallSid : null);

    public static TroublesView Of(Troubles troubles) =>
        new(troubles.Duplicate, troubles.Reorder, (int)troubles.Delay.TotalMilliseconds, troubles.DropEvery, troubles.Rest.ToString(), troubles.Legs.ToString());
}

internal sealed record LineView(string Number, string Name, bool Voice, bool Texts);

/// <summary>One person and their telephone.</summary>
/// <param name="PhoneOff">Texts do not get through.</param>
/// <param name="Call">The call they are on, to give it sound.</param>
internal sealed record PersonView(
    string Number, string Name, string? Story, bool Withheld, PhoneState State, string? Line, string? Ending, IReadOnlyList<Heard> Transcript, IReadOnlyList<PhoneText> Texts, bool PhoneOff, string? Call);

internal sealed record TroublesView(bool Duplicate, bool Reorder, int DelayMs, int DropEvery, string Rest, string? Legs = null);
