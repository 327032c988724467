using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Who relays between the person and us, said by whoever has the contact.</summary>
internal sealed class Relays(ContactFiles files, IAccessMarks marks, ILogger<Relays> logger)
{
    private const int LongestName = 60;

    public async Task<Results<NoContent, ProblemHttpResult>> MarkAsync(ConsoleUser user, ContactId contact, AccessMark? mark)
    {
        if (mark?.Provider?.Length > LongestName || mark?.Interpreter?.Length > LongestName)
        {
            return Problems.Invalid("That is too long", $"Service and interpreter have at most {LongestName} characters each. Nothing was saved.");
        }

        if (mark is { Service: AccessService.RelayUk } && (mark.Provider ?? mark.Interpreter) is not null)
        {
            return Problems.Invalid("Relay UK has no interpreter", "Only a BSL relay is kept with its service and interpreter. Nothing was saved.");
        }

        var right = await files.RightAsync(user, contact, CancellationToken.None);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!await marks.MarkAsync(contact, new Reader(user.Id, right.Purpose), mark, CancellationToken.None))
        {
            return Problems.NoSuchContact();
        }

        Log.RelayMarked(logger, user.Id, contact, mark?.Service);
        return TypedResults.NoContent();
    }
}
