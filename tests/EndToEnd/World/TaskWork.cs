using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>Tasks of ours as the agent's page does them.</summary>
public static class TaskWork
{
    /// <summary>Accepts the next offer of such a task, which has no line of its own.</summary>
    public static async Task<AssignmentFacts> TakeTaskAsync(this AgentRobot agent, ContactTask task)
    {
        var offer = await agent.SeesAsync(AssignmentState.Offered, a => agent.Contacts.Any(c => c.Id == a.Contact && c.Task == task));
        (await agent.AcceptAsync(offer.Id)).Outcome.ShouldBe(Routing.AcceptOutcome.Accepted);
        return await agent.SeesAsync(AssignmentState.Active, a => a.Id == offer.Id);
    }

    public static async Task<TaskView> SeesTaskAsync(this AgentRobot agent, ContactId contact, Func<TaskView, bool> how)
    {
        TaskView? seen = null;
        await Poll.Until(
            async () => how(seen = (await agent.Http.GetFromJsonAsync<TaskView>($"/api/contacts/{contact}/task", AgentRobot.Json))!),
            () => $"the task looks as expected (it is {seen}, tries {string.Join(", ", seen?.Tries.Select(t => $"{t.State}: {t.Problem}") ?? [])})");
        return seen!;
    }
}
