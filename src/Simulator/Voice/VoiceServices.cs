using Helpline.Simulator.Conferences;
using Helpline.Simulator.Queues;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Voice;

/// <summary>What a call's script works with.</summary>
internal sealed record VoiceServices(
    SimulatorOptions Options,
    NetworkClock Time,
    WebhookSender Sender,
    WarningLog Warnings,
    Troubles Troubles,
    CallReports Reports,
    MediaLibrary Media,
    CallRegister Register,
    Directory Directory,
    WaitingQueues Queues,
    ConferenceRooms Conferences,
    RecordingShelf Recordings);
