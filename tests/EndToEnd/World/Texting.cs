using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>What an agent does in a written conversation.</summary>
public static class Texting
{
    public static async Task<MessageId> ReplyAsync(this AgentRobot agent, ContactId contact, string text)
    {
        var id = MessageId.New();
        using var reply = await agent.Http.PostAsJsonAsync($"/api/contacts/{contact}/messages", new SendMessageRequest(id, text), AgentRobot.Json);
        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return id;
    }

    public static async Task<MessageView> MessageAsync(this AgentRobot agent, ContactId contact, MessageId message) =>
        (await agent.Http.GetFromJsonAsync<ContactView>($"/api/contacts/{contact}", AgentRobot.Json))!.Messages.Single(m => m.Id == message);

    /// <summary>Waits until the agent's page would show the message so.</summary>
    public static async Task<MessageView> SeesMessageAsync(this AgentRobot agent, ContactId contact, MessageId message, Func<MessageView, bool> how, TimeSpan? within = null)
    {
        MessageView? seen = null;
        await Poll.Until(
            async () => how(seen = await agent.MessageAsync(contact, message)),
            () => $"the message looks as expected (it is {seen?.Delivery}: {seen?.Problem})",
            within);
        return seen!;
    }

    public static async Task EndAsync(this AgentRobot agent, AssignmentId assignment)
    {
        (await agent.StepAsync("End", assignment)).Done.ShouldBeTrue();
        await agent.LogOutcomeAsync(assignment);
    }
}
