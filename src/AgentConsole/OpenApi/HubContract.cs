using Helpline.AgentConsole.Live;
using Helpline.Contracts;

namespace Helpline.AgentConsole.OpenApi;

/// <summary>
/// What travels over the hub. A document describes only HTTP, so these stand on an endpoint that is taken out of the document again:
/// their schemas remain, and the browser's types are made from one file.
/// </summary>
internal sealed record HubContract(
    ConsoleSnapshot Snapshot,
    LiveChange Change,
    FiguresView Figures,
    StepReply StepReply,
    AcceptedReply AcceptedReply,
    DeclineReason DeclineReason,
    ContactNews ContactNews)
{
    public const string Path = "/api/hub-contract";
}
