namespace Helpline.Gateway.Twilio;

/// <summary>What a request to Twilio brought.</summary>
internal enum TwilioOutcome
{
    Ok = 1,

    /// <summary>No such thing, or no longer: for a call that is to end, as good as done.</summary>
    NotFound = -1,

    /// <summary>Twilio will not do it; the code says why. Asking again will not help.</summary>
    Rejected = -2,

    /// <summary>The request left us and no answer came. It may have been done, and must not be repeated by a machine.</summary>
    Unknown = -3,

    /// <summary>Not done; or, for a request that may be repeated, not known to be done. Try again later.</summary>
    Unavailable = -4,
}

/// <param name="Value">What Twilio answered, with <see cref="TwilioOutcome.Ok"/>.</param>
/// <param name="Status">The HTTP status, where there was one.</param>
/// <param name="Code">Twilio's error code. Its message is not kept: it may quote a number.</param>
/// <summary>The answer to a request, as a value.</summary>
internal sealed record TwilioReply<T>(TwilioOutcome Outcome, T? Value = null, int Status = 0, int Code = 0)
    where T : class
{
    /// <summary>The credentials were refused: our settings are wrong, not this request.</summary>
    public bool IsRefusedForUs => Outcome == TwilioOutcome.Rejected && Status is 401 or 403;
}

/// <summary>Twilio could not be reached for something that must still be done; whoever asked tries again.</summary>
internal sealed class TwilioUnavailableException(string operation)
    : Exception($"Twilio could not be reached ({operation}). Check the network, Twilio:ApiBaseUrl and status.twilio.com; the step is repeated.");
