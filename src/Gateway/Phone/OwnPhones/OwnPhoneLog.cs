using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.OwnPhones;

internal static partial class OwnPhoneLog
{
    [LoggerMessage(3290, LogLevel.Information, "The telephone of the agent of assignment {Assignment} rings")]
    public static partial void OwnPhoneRings(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3291, LogLevel.Information, "The agent of assignment {Assignment} pressed 1 on their telephone")]
    public static partial void OwnPhoneTaken(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3292, LogLevel.Warning, "The telephone of the agent of assignment {Assignment} was not reached ({Why}); the person waits again")]
    public static partial void OwnPhoneNotReached(this ILogger log, AssignmentId assignment, string why);

    [LoggerMessage(3293, LogLevel.Warning, "Whether the telephone of the agent of assignment {Assignment} rings is not known; it is looked for")]
    public static partial void OwnPhoneUnknown(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3294, LogLevel.Warning, "A call of assignment {Assignment} to its agent's telephone is not the one that counts; it is ended")]
    public static partial void OwnPhoneStranger(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3295, LogLevel.Error, "Twilio refuses to ring the telephone of the agent of assignment {Assignment} with code {Code}. Check the number, Twilio:AgentCallerId, and which countries the account may ring")]
    public static partial void OwnPhoneRefused(this ILogger log, AssignmentId assignment, int code);
}
