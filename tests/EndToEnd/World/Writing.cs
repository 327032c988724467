using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>A written conversation as the agent's page does it.</summary>
public static class Writing
{
    /// <summary>Writes a reply; it is durable when this returns.</summary>
    public static async Task<MessageId> ReplyAsync(this AgentRobot agent, ContactId contact, string text)
    {
        var id = MessageId.New();
        (await agent.TryReplyAsync(contact, id, text)).ShouldBe(HttpStatusCode.Accepted);
        return id;
    }

    /// <summary>What the server answers to a reply.</summary>
    public static async Task<HttpStatusCode> TryReplyAsync(this AgentRobot agent, ContactId contact, MessageId id, string text)
    {
        using var reply = await agent.Http.PostAsJsonAsync($"/api/contacts/{contact}/messages", new SendMessageRequest(id, text), AgentRobot.Json);
        return reply.StatusCode;
    }

    public static async Task<IReadOnlyList<MessageView>> ThreadAsync(this AgentRobot agent, ContactId contact) =>
        (await agent.Http.GetFromJsonAsync<ContactView>($"/api/contacts/{contact}", AgentRobot.Json))!.Messages;

    /// <summary>Waits until the agent's page would show the message so.</summary>
    public static async Task<MessageView> SeesMessageAsync(this AgentRobot agent, ContactId contact, MessageId message, Func<MessageView, bool> how, TimeSpan? within = null)
    {
        MessageView? seen = null;
        await Poll.Until(
            async () => how(seen = (await agent.ThreadAsync(contact)).Single(m => m.Id == message)),
            () => $"the message looks as expected (it is {seen?.Delivery}: {seen?.Problem})",
            within);
        return seen!;
    }

    /// <summary>Ends the conversation, writes the outcome and logs it.</summary>
    public static async Task EndAndLogAsync(this AgentRobot agent, AssignmentId assignment)
    {
        (await agent.StepAsync("End", assignment)).Done.ShouldBeTrue();
        await agent.LogOutcomeAsync(assignment);
    }
}
