using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>What a refusal says to the person who reads it.</summary>
internal sealed record ProblemWords(int Status, string Title, string Detail);

internal static class ProblemReading
{
    /// <summary>Reads a problem, and holds it to being one: its media type, and sentences in it.</summary>
    public static async Task<ProblemWords> WordsAsync(this HttpResponseMessage answer)
    {
        (answer.Content.Headers.ContentType?.MediaType).ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        problem!.Status.ShouldBe((int)answer.StatusCode);
        problem.Title.ShouldNotBeNullOrWhiteSpace();
        problem.Detail!.ShouldEndWith(".");
        return new ProblemWords(problem.Status!.Value, problem.Title!, problem.Detail!);
    }
}
