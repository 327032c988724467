using Helpline.Support;

namespace Helpline.EndToEnd.World;

/// <summary>One installation for the tests of a class; each leaves it quiet.</summary>
public abstract class InstallationFixture : IAsyncLifetime
{
    public Installation Installation { get; private set; } = null!;

    protected virtual int Nodes => 1;

    protected virtual IReadOnlyDictionary<string, string> More => new Dictionary<string, string>(StringComparer.Ordinal);

    public virtual async Task InitializeAsync() => Installation = await Installation.StartAsync(Nodes, More);

    public virtual async Task DisposeAsync() => await Installation.DisposeAsync();

    public async Task<AgentRobot> AvailableAsync(string userName)
    {
        var robot = await AgentRobot.SignInAsync(Installation, userName);
        (await robot.BeAvailableAsync()).Done.ShouldBeTrue();
        return robot;
    }

    /// <summary>The telephone network found nothing in our documents or requests that Twilio would complain of.</summary>
    public void ShouldHaveNoComplaints() =>
        Installation.Network.Telephones.Warnings.Select(w => w.ToString()).ShouldBeEmpty();
}
