using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>A call is recorded because the person agreed, heard by those who may, and gone when they change their mind.</summary>
public sealed class RecordingTests : InstallationFixture
{
    private Phone Amira => Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Fact]
    public async Task Agreed_Paused_HeardByItsAgent_AndDeletedWhenTheyChangeTheirMind()
    {
        await using var maya = await AvailableAsync("maya");
        Amira.Ring(TestLine.Northants.Phone);
        var (assignment, _) = await maya.TakeCallAsync(Installation);
        var recordings = $"/api/contacts/{assignment.Contact}/recordings";
        (await ReadAsync(maya, recordings)).MayRecord.ShouldBeTrue();

        (await maya.Http.PostAsJsonAsync(recordings, new RecordRequest(Agreed: true))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await BecomesAsync(maya, recordings, r => r is { State: RecordingState.Recording, Changing: false });
        await maya.Http.PostAsync($"{recordings}/pause", content: null);
        await BecomesAsync(maya, recordings, r => r.State == RecordingState.Paused);
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);

        var kept = await BecomesAsync(maya, recordings, r => r is { State: RecordingState.Stopped, IsHere: true });
        using var sound = await maya.Http.GetAsync($"{recordings}/{kept.Id}");
        (sound.StatusCode, sound.Content.Headers.ContentType?.MediaType, sound.Headers.CacheControl?.NoStore).ShouldBe((HttpStatusCode.OK, "audio/mpeg", true));
        (await sound.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty();

        (await maya.Http.PostAsync($"{recordings}/withdraw", content: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await maya.Http.GetAsync($"{recordings}/{kept.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await maya.LogOutcomeAsync(assignment.Id);
        ShouldHaveNoComplaints();
    }

    private static async Task<RecordingsView> ReadAsync(AgentRobot agent, string recordings) => (await agent.Http.GetFromJsonAsync<RecordingsView>(recordings, AgentRobot.Json))!;

    private static async Task<RecordingView> BecomesAsync(AgentRobot agent, string recordings, Func<RecordingView, bool> condition)
    {
        RecordingsView? view = null;
        await Poll.Until(async () => (view = await ReadAsync(agent, recordings)).Recordings.Any(condition), () => $"the recording shows it (shows: {view?.Recordings.Count})");
        return view!.Recordings.Single(condition);
    }
}
