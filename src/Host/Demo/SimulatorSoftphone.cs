using Helpline.Contracts;

namespace Helpline.Host.Demo;

/// <summary>In a demo the agents' browsers speak with the pretend telephone network; it asks for no token.</summary>
internal sealed class SimulatorSoftphone : ISoftphoneProvider
{
    public SoftphoneSetup For(AgentId agent) => new(SoftphoneKind.Simulator, SoftphoneIdentity.Of(agent), Token: null, ExpiresAt: null);
}
