namespace Helpline.Simulator.Voice;

/// <summary>Begins the calls that come in: a person's to one of the account's numbers, and a browser's.</summary>
internal sealed class CallDesk(VoiceServices services, CallRegister register)
{
    public CallLeg Incoming(string from, SimulatedNumber number, IParty party)
    {
        var leg = new CallLeg(from, number.Number, "inbound", party, services.Time.GetUtcNow())
        {
            FallbackUrl = number.VoiceFallbackUrl,
            Callback = StatusCallback.Of(number.StatusCallbackUrl),
        };
        return Begin(leg, number.VoiceUrl);
    }

    public CallLeg FromClient(string identity, IReadOnlyList<KeyValuePair<string, string>> fields, IParty party)
    {
        var options = services.Options;
        var leg = new CallLeg($"client:{identity}", fields.FirstOrDefault(f => f.Key == "To").Value ?? "", "inbound", party, services.Time.GetUtcNow())
        {
            CustomFields = fields,
            FallbackUrl = options.ClientVoiceFallbackUrl,
            Callback = StatusCallback.Of(options.ClientStatusCallbackUrl),
        };
        return Begin(leg, options.ClientVoiceUrl);
    }

    private CallLeg Begin(CallLeg leg, string? url)
    {
        register.Add(leg);
        leg.Party.StatusChanged(leg);
        var script = new CallScript(leg, services);
        // A number without an address is a failure like any other: the caller hears the apology.
        _ = Task.Run(() => script.LiveAsync(new TwimlSource.Address(url ?? "", "POST")));
        return leg;
    }
}
