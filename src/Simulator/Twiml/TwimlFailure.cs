namespace Helpline.Simulator.Twiml;

/// <summary>A document the network refuses, with the number Twilio's debugger gives the reason.</summary>
internal sealed class TwimlFailure(int code, string message, string? url) : Exception(message)
{
    public int Code => code;

    public string? Url => url;
}
