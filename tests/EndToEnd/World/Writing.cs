using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.EndToEnd.World;

/// <summary>A written conversation as the agent's page does it.</summary>
public static class Writing
{
    /// <summary>Writes a reply; it is durable when this returns.</summary>
    public static async Task ReplyAsync(this AgentRobot agent, ContactId contact, string text)
    {
        using var reply = await agent.Http.PostAsJsonAsync($"/api/contacts/{contact}/messages", new SendMessageRequest(MessageId.New(), text), AgentRobot.Json);
        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    public static async Task<IReadOnlyList<MessageView>> ThreadAsync(this AgentRobot agent, ContactId contact) =>
        (await agent.Http.GetFromJsonAsync<ContactView>($"/api/contacts/{contact}", AgentRobot.Json))!.Messages;

    /// <summary>Ends the conversation, writes the outcome and logs it.</summary>
    public static async Task EndAndLogAsync(this AgentRobot agent, AssignmentId assignment)
    {
        (await agent.StepAsync("End", assignment)).Done.ShouldBeTrue();
        await agent.LogOutcomeAsync(assignment);
    }
}
